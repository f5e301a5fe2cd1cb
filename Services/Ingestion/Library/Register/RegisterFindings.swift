import Yams

/// Collects what is wrong while a register is read, so that all of it is said at once.
final class RegisterFindings {
    private(set) var problems: [RegisterProblem] = []

    func add(_ mark: Mark?, _ key: String, _ value: String = "", _ remedy: String) {
        problems.append(
            RegisterProblem(line: mark?.line ?? 1, column: mark?.column ?? 1, key: key, value: String(value.prefix(80)), remedy: remedy))
    }

    func sorted() -> [RegisterProblem] {
        problems.enumerated().sorted { left, right in
            (left.element.line, left.element.column, left.offset) < (right.element.line, right.element.column, right.offset)
        }.map(\.element)
    }
}
