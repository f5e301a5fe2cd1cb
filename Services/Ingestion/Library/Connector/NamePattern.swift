/// File names with `*` (any characters) and `?` (one).
public struct NamePattern: Hashable, Sendable {
    private let pattern: [Character]

    /// A pattern as it is written.
    public init(_ pattern: String) { self.pattern = Array(pattern) }

    /// Whether a name fits. Linear in both: a `*` is taken up again at the last place only.
    public func matches(_ name: String) -> Bool {
        let name = Array(name)
        var (place, at) = (0, 0)
        var star: (place: Int, at: Int)?
        while at < name.count {
            if place < pattern.count, pattern[place] == "*" {
                star = (place, at)
                place += 1
            } else if place < pattern.count, pattern[place] == "?" || pattern[place] == name[at] {
                place += 1
                at += 1
            } else if let last = star {
                star = (last.place, last.at + 1)
                place = last.place + 1
                at = last.at + 1
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "*" }
    }
}
