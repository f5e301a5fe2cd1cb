import ArgumentParser

/// The methods of `quietude detect`.
enum DetectionMethod: String, ExpressibleByArgument, CaseIterable {
    case farrington
    case earsC1 = "ears-c1"
    case earsC2 = "ears-c2"
    case earsC3 = "ears-c3"
    case stream
}
