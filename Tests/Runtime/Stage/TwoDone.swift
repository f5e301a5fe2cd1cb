import Synchronization

/// Finishes a plan once both of two upstreams heard that everything was dealt with.
final class TwoDone: Sendable {
    private let names = Mutex<Set<String>>([])
    private let plan: CrashPlan

    init(_ plan: CrashPlan) { self.plan = plan }

    func done(_ name: String) {
        let count = names.withLock {
            $0.insert(name)
            return $0.count
        }
        if count == 2 { plan.finish() }
    }
}
