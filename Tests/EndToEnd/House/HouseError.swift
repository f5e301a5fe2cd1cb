/// What a house of a test could not do, in a sentence.
struct HouseError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
