import Foundation
internal import GRDB

extension Statement {
    /// Runs a statement whose last argument is `blob`, without copying it.
    ///
    /// GRDB binds a `Data` in place while a statement runs (`SQLITE_STATIC`). This `Data` borrows the array's storage; it is never read
    /// after the array is given back: the run ends inside the closure, an error leaves without the arguments, and what the statement
    /// still holds of them is replaced, unread, by its next run.
    func run(_ leading: [(any DatabaseValueConvertible)?], blob: [UInt8]) throws {
        try blob.withUnsafeBytes { buffer in
            var arguments = leading
            arguments.append(
                buffer.baseAddress.map { start in
                    Data(bytesNoCopy: UnsafeMutableRawPointer(mutating: start), count: buffer.count, deallocator: .none)
                })
            do {
                try execute(arguments: StatementArguments(arguments))
            } catch let error as DatabaseError {
                throw WriteFailure(error)
            }
        }
    }
}

extension Row {
    /// The bytes of a column; none where it is null, as an empty payload is kept.
    func bytes(at index: Int) throws -> [UInt8] {
        try withUnsafeData(atIndex: index) { data in
            data?.withUnsafeBytes { Array($0) } ?? []
        }
    }
}
