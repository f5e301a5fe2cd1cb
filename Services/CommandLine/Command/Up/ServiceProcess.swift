import Foundation
import Synchronization

/// One run of a service's executable. Foundation starts it in a process group of its own, so that Ctrl-C reaches us alone and the order
/// of the stop is ours.
final class ServiceProcess: Sendable {
    /// How a run ended.
    enum End: Sendable, Hashable, CustomStringConvertible {
        case status(Int32)
        case signal(Int32)

        var description: String {
            switch self {
            case .status(let code): say("ended with status \(code)", "s'est terminé avec le code \(code)")
            case .signal(let number): say("was ended by signal \(number)", "a été terminé par le signal \(number)")
            }
        }
    }

    private enum State {
        case running([CheckedContinuation<End, Never>])
        case ended(End)
    }

    let name: String
    let identifier: Int32
    /// Guards what Foundation's callback writes and waiting tasks read.
    private let state: Mutex<State>

    private init(name: String, identifier: Int32) {
        self.name = name
        self.identifier = identifier
        state = Mutex(.running([]))
    }

    /// Starts an executable, both its outputs appended to a file, or ours where there is none.
    static func launch(name: String, executable: String, arguments: [String], log: String?) throws -> ServiceProcess {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        if let log {
            if !FileManager.default.fileExists(atPath: log) { _ = FileManager.default.createFile(atPath: log, contents: nil) }
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
            try handle.seekToEnd()
            process.standardOutput = handle
            process.standardError = handle
        }
        // The process's number is known only once it runs, and it may end at once: what it says of its end waits here.
        let early = Mutex<(run: ServiceProcess?, end: End?)>((nil, nil))
        let box = Early(early)
        process.terminationHandler = { process in
            let end: End =
                process.terminationReason == .uncaughtSignal ? .signal(process.terminationStatus) : .status(process.terminationStatus)
            box.ended(end)
        }
        try process.run()
        let run = ServiceProcess(name: name, identifier: process.processIdentifier)
        box.started(run)
        return run
    }

    /// Brings a run and its end together, whichever comes first.
    private final class Early: Sendable {
        private let value: Mutex<(run: ServiceProcess?, end: End?)>
        init(_ value: consuming Mutex<(run: ServiceProcess?, end: End?)>) { self.value = value }

        func started(_ run: ServiceProcess) {
            let end = value.withLock { value in
                value.run = run
                return value.end
            }
            if let end { run.finish(end) }
        }

        func ended(_ end: End) {
            let run = value.withLock { value in
                value.end = end
                return value.run
            }
            run?.finish(end)
        }
    }

    /// Waits for the end; not cancelled with its task, for the process is not either.
    func end() async -> End {
        await withCheckedContinuation { continuation in
            let ended = state.withLock { state -> End? in
                switch state {
                case .running(let waiting):
                    state = .running(waiting + [continuation])
                    return nil
                case .ended(let end): return end
                }
            }
            if let ended { continuation.resume(returning: ended) }
        }
    }

    /// Whether it runs.
    var isRunning: Bool { state.withLock { if case .running = $0 { true } else { false } } }

    /// Sends a signal, unless it has ended.
    func send(_ signal: Int32) {
        state.withLock { state in
            if case .running = state { kill(identifier, signal) }
        }
    }

    private func finish(_ end: End) {
        let waiting = state.withLock { state -> [CheckedContinuation<End, Never>] in
            guard case .running(let waiting) = state else { return [] }
            state = .ended(end)
            return waiting
        }
        for continuation in waiting { continuation.resume(returning: end) }
    }
}
