import Foundation
import Synchronization

/// Holds a file for this process alone until it is released. The system releases it when the process dies, however it dies.
///
/// It is a file of its own beside the journal: closing a second descriptor of the journal itself would drop SQLite's own locks.
final class FileLock: Sendable {
    /// The open file; nil once released.
    private let descriptor: Mutex<CInt?>

    /// - Throws: `.inUse` where another holds it.
    init(path: String, journal: String) throws(JournalError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .io(path: path, detail: "cannot be opened: \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .inUse(path: journal)
        }
        self.descriptor = Mutex(descriptor)
    }

    /// Lets others have the file. Does nothing the second time.
    func release() {
        descriptor.withLock { descriptor in
            guard let open = descriptor.take() else { return }
            // Unlocked by name: a process that is being started shares the descriptor until it runs, and closing alone would leave it the lock.
            flock(open, LOCK_UN)
            close(open)
        }
    }

    deinit { release() }
}
