import Foundation
import Synchronization

/// One run of a service's executable, from its start to its end.
final class ServiceRun: Sendable {
    private enum State {
        case running([CheckedContinuation<Void, Never>])
        case ended
    }

    let identifier: Int32
    /// Guards what Foundation's callback writes and waiting tasks read.
    private let state: Ended

    /// Shared with Foundation's callback, which may come before the process's number is known.
    private final class Ended: Sendable {
        private let state = Mutex(State.running([]))

        var isRunning: Bool { state.withLock { if case .running = $0 { true } else { false } } }

        func end() {
            let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
                guard case .running(let waiting) = state else { return [] }
                state = .ended
                return waiting
            }
            for continuation in waiting { continuation.resume() }
        }

        func wait() async {
            await withCheckedContinuation { continuation in
                let ended = state.withLock { state -> Bool in
                    guard case .running(let waiting) = state else { return true }
                    state = .running(waiting + [continuation])
                    return false
                }
                if ended { continuation.resume() }
            }
        }

        /// A signal reaches a process only while it is ours: its number may be another's afterwards.
        func send(_ signal: Int32, to identifier: Int32) {
            state.withLock { state in
                if case .running = state { kill(identifier, signal) }
            }
        }
    }

    /// Starts an executable; both its outputs are appended to `log`.
    init(executable: String, arguments: [String], environment: [String: String], log: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        if !FileManager.default.fileExists(atPath: log) { _ = FileManager.default.createFile(atPath: log, contents: nil) }
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        try handle.seekToEnd()
        process.standardOutput = handle
        process.standardError = handle
        let ended = Ended()
        process.terminationHandler = { _ in ended.end() }
        try process.run()
        try handle.close()
        identifier = process.processIdentifier
        state = ended
    }

    var isRunning: Bool { state.isRunning }

    func send(_ signal: Int32) { state.send(signal, to: identifier) }

    /// Waits for the end.
    func end() async { await state.wait() }

    /// Bytes of memory that it holds now; 0 once it has ended.
    var residentBytes: Int {
        guard isRunning, let text = FileManager.default.contents(atPath: "/proc/\(identifier)/statm") else { return 0 }
        let fields = String(decoding: text, as: UTF8.self).split(separator: " ")
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
    }
}
