internal import GRDB

extension JournalError {
    /// Our words for what SQLite said. Its message names tables and pages, never a value.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as JournalError:
            self = error
        case let error as DatabaseError:
            self.init(code: error.resultCode, message: error.message, path: path)
        case let error as WriteFailure:
            self.init(code: error.code, message: error.message, path: path)
        default:
            self = .io(path: path, detail: "\(error)")
        }
    }

    private init(code: ResultCode, message: String?, path: String) {
        let detail = message ?? "SQLite answered \(code)"
        switch code {
        case .SQLITE_FULL: self = .full(path: path, limit: nil)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: self = .corrupted(path: path, detail: detail)
        case .SQLITE_TOOBIG: self = .tooLarge(path: path, what: "a value", bytes: 0, limit: 1_000_000_000)
        default: self = .io(path: path, detail: detail)
        }
    }
}

/// A `DatabaseError` without its statement's arguments: those borrow memory that is the caller's, and are nobody's business.
struct WriteFailure: Error {
    let code: ResultCode
    let message: String?

    init(_ error: DatabaseError) {
        code = error.resultCode
        message = error.message
    }
}
