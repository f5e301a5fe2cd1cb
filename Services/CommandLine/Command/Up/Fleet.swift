import Glibc

/// The services that run now. Guards who runs and whether all are being stopped.
actor Fleet {
    private let house: House
    private let portBase: Int
    private var running: [String: ServiceProcess] = [:]
    private(set) var isStopping = false
    /// Those that were said to be ready, once at least.
    private(set) var announced: Set<String> = []

    init(house: House, portBase: Int) {
        self.house = house
        self.portBase = portBase
    }

    /// Starts a service; nil where all are being stopped.
    func launch(_ plan: ServicePlan) throws -> ServiceProcess? {
        guard !isStopping else { return nil }
        let run = try ServiceProcess.launch(name: plan.name, executable: plan.executable, arguments: plan.arguments, log: plan.log)
        running[plan.name] = run
        try? RunningHouse(process: getpid(), portBase: portBase, services: running.mapValues(\.identifier)).write(house)
        return run
    }

    func process(of name: String) -> ServiceProcess? { running[name].flatMap { $0.isRunning ? $0 : nil } }

    /// A service was said to be ready.
    func announce(_ name: String) { announced.insert(name) }

    /// From here on nothing is started again.
    func beginStopping() { isStopping = true }

    /// Kills what is left.
    func killAll() {
        for run in running.values { run.send(SIGKILL) }
    }
}
