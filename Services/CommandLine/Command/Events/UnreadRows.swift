import EventFiles

/// The rows of a file that were refused: counted, and the first of them told with line, field and reason. The rest of the file is used.
struct UnreadRows {
    private let path: String
    private var count = 0
    private var problems: [EventProblem] = []
    /// Rows that are told one by one.
    private static let problemsTold = 20

    /// None yet.
    init(of path: String) { self.path = path }

    /// Those of a file that was read already.
    init(of path: String, count: Int, problems: [EventProblem]) {
        self.path = path
        self.count = count
        self.problems = Array(problems.prefix(Self.problemsTold))
    }

    mutating func append(_ problem: EventProblem) {
        count += 1
        if problems.count < Self.problemsTold { problems.append(problem) }
    }

    /// Says them on standard error; nothing where there are none.
    func tell() {
        guard count > 0 else { return }
        Output.note(
            say(
                "\(path): \(Numbers.grouped(count)) rows were refused; the rest is used",
                "\(path) : \(Numbers.grouped(count)) lignes refusées ; le reste est utilisé"))
        for problem in problems {
            Output.note(
                say(
                    "  line \(problem.line), \(problem.field): \(problem.reason)",
                    "  ligne \(problem.line), \(problem.field) : \(problem.reason)"))
        }
    }
}

extension EventTable {
    /// Those of its file.
    func unreadRows(of path: String) -> UnreadRows { UnreadRows(of: path, count: refused, problems: problems) }
}

extension ReadingTable {
    /// Those of its file.
    func unreadRows(of path: String) -> UnreadRows { UnreadRows(of: path, count: refused, problems: problems) }
}
