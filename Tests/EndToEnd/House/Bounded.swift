/// Does something within a time, or throws a sentence that says what did not come.
func within<R: Sendable>(_ limit: Duration, _ what: String, _ body: @escaping @Sendable () async throws -> R) async throws -> R {
    try await withThrowingTaskGroup(of: R.self) { group in
        group.addTask(operation: body)
        group.addTask {
            try await Task.sleep(for: limit)
            throw HouseError("\(what) did not come within \(limit)")
        }
        defer { group.cancelAll() }
        guard let first = try await group.next() else { throw HouseError("\(what) did not come") }
        return first
    }
}
