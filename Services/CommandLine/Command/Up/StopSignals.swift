import Dispatch
import Glibc

/// Hands signals to a closure, in place of their deadly default, for as long as it lives.
struct StopSignals {
    private let sources: [any DispatchSourceSignal]

    init(_ signals: [Int32] = [SIGINT, SIGTERM, SIGHUP], _ handler: @escaping @Sendable (Int32) -> Void) {
        sources = signals.map { number in
            // Dispatch sees a signal only where its default is set aside.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { handler(number) }
            source.resume()
            return source
        }
    }

    /// Lets go of the signals.
    func cancel() {
        for source in sources { source.cancel() }
    }
}
