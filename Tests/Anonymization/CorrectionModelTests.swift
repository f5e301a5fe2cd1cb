import Anonymization
import Domain
import Testing

@Suite("Corrections agree with a plain model")
struct CorrectionModelTests {
    /// What is known of one id, as simply as it can be said.
    private struct Known {
        var version: UInt32
        var isCounted: Bool
        var hour: Int64
    }

    private static let window: Int64 = 7_200

    @Test("over ten thousand corrections, hours that are forgotten and ids that come back", arguments: [UInt64(1), 2, 3])
    func model(seed: UInt64) {
        var state = seed
        func random(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        var city = City(correctionWindow: UInt32(CorrectionModelTests.window), declaredRate: 1_000)
        var known: [String: Known] = [:]
        var watermark = Int64.min
        for step in 0..<10_000 {
            let now = City.noon + Int64(step) * 10
            if step % 50 == 49 {
                watermark = now
                city.anonymizer.advance(to: Instant(seconds: watermark))
                known = known.filter { ($0.value.hour + 1) * 3_600 + CorrectionModelTests.window > watermark }
            }
            let identifier = "\(random(900))"
            let version = UInt32(random(5))
            let operation = Operation.allCases[Int(random(3))]
            let batch = city.push(
                City.theft(identifier) {
                    $0.version = version
                    $0.operation = operation
                    $0.phenomenonStart = Instant(seconds: now)
                    // Another category each time, so that every correction changes something.
                    $0.originalCode = version % 2 == 0 ? "V01" : "T01"
                    $0.latitude = 43.001 + 0.002 * Double(step % 400)
                })
            let before = known[identifier]
            let isTaken = before.map { version > $0.version } ?? true
            let counts = isTaken && operation != .withdraw
            #expect(batch.incidents.count == (counts ? 1 : 0))
            #expect(batch.retractions.count == (isTaken && before?.isCounted == true ? 1 : 0))
            if isTaken {
                let hour = max(max(now, watermark) / 3_600, before?.hour ?? .min)
                known[identifier] = Known(version: version, isCounted: counts, hour: hour)
            }
            #expect(city.anonymizer.remembered == known.count)
        }
    }
}
