import Glibc
import Runtime
import Schema

/// Keeps the five services and the console running until told to stop, then stops them, upstream first.
struct Supervisor: Sendable {
    /// A service is asked this often whether it is ready.
    private static let probeInterval = Duration.milliseconds(150)
    /// Beyond the services' own drain timeout.
    private static let grace = Duration.seconds(15)

    let house: House
    let portBase: Int
    let plans: [ServicePlan]
    let connection: Connection
    let fleet: Fleet

    /// What the supervisor acts on.
    enum Event: Sendable {
        case signal(Int32)
        /// A service that starting again does not help.
        case hopeless(String)
        case stopped
    }

    /// Runs until a signal; returns false where a service cannot be brought up.
    func run(_ events: AsyncStream<Event>, _ post: AsyncStream<Event>.Continuation) async -> Bool {
        let keepers = Task {
            await withTaskGroup(of: Void.self) { group in
                for plan in plans { group.addTask { await keep(plan, post) } }
            }
        }
        let announcer = Task {
            await announceAll()
            await announceConsole()
        }
        var worked = true
        var stopping: Task<Void, Never>?
        loop: for await event in events {
            switch event {
            case .signal(SIGHUP): await reload()
            case .signal where stopping != nil: await fleet.killAll()
            case .hopeless where stopping != nil: break
            // Nobody is kept from working because the page does not come up.
            case .hopeless(ServiceAddress.console.name): explain(ServiceAddress.console.name)
            case .signal, .hopeless:
                if case .hopeless(let name) = event {
                    explain(name)
                    worked = false
                }
                announcer.cancel()
                stopping = Task {
                    await stop()
                    post.yield(.stopped)
                }
            case .stopped: break loop
            }
        }
        keepers.cancel()
        await keepers.value
        return worked
    }

    /// One service: started, and started again when it dies.
    private func keep(_ plan: ServicePlan, _ post: AsyncStream<Event>.Continuation) async {
        let clock = ContinuousClock()
        var policy = RestartPolicy()
        while !Task.isCancelled {
            let started = clock.now
            let run: ServiceProcess
            do {
                guard let launched = try await fleet.launch(plan) else { return }
                run = launched
            } catch {
                Output.note(say("\(plan.executable) cannot be started: \(error)", "\(plan.executable) ne démarre pas : \(error)"))
                post.yield(.hopeless(plan.name))
                return
            }
            let ready = Task {
                guard await isReady(plan, while: run) else { return false }
                await announce(plan, run)
                return true
            }
            let end = await run.end()
            ready.cancel()
            if await ready.value { policy.ready() }
            if await fleet.isStopping { return }
            guard let wait = policy.died(after: clock.now - started) else {
                post.yield(.hopeless(plan.name))
                return
            }
            let seconds = Numbers.decimal(Double(wait.components.seconds) + Double(wait.components.attoseconds) / 1e18, 1)
            Output.note(
                say(
                    "\(plan.name) \(end); it is started again in \(seconds) s\(logHint(plan))",
                    "\(plan.name) \(end) ; il est relancé dans \(seconds) s\(logHint(plan))"))
            try? await Task.sleep(for: wait)
        }
    }

    /// Asks until it serves; true once it did, false where it ended before.
    private func isReady(_ plan: ServicePlan, while run: ServiceProcess) async -> Bool {
        while run.isRunning && !Task.isCancelled {
            let reply = try? await connection.health(of: plan.name, within: .seconds(2), portBase: portBase)
            if reply?.status == .serving { return true }
            try? await Task.sleep(for: Self.probeInterval)
        }
        return false
    }

    private func announce(_ plan: ServicePlan, _ run: ServiceProcess) async {
        let call = "tcp://127.0.0.1:\(plan.address.port(base: portBase))"
        let page = "http://127.0.0.1:\(plan.address.httpPort(base: portBase))/metrics"
        Output.line("\(Table.padded(plan.name, 14)) \(say("ready", "prêt"))  \(call)  \(page)  pid \(run.identifier)")
        await fleet.announce(plan.name)
    }

    /// Says once that all are ready.
    private func announceAll() async {
        for plan in plans where !plan.isConsole { await waitUntilAnnounced(plan) }
        guard !Task.isCancelled else { return }
        Output.line(
            say(
                "all five are ready: Ctrl-C stops them; logs are in \(house.logs)",
                "les cinq sont prêts : Ctrl-C les arrête ; les journaux d'exploitation sont dans \(house.logs)"))
    }

    private func waitUntilAnnounced(_ plan: ServicePlan) async {
        while !Task.isCancelled {
            if await fleet.announced.contains(plan.name) { return }
            try? await Task.sleep(for: Self.probeInterval)
        }
    }

    /// Says where the page is, with the token that opens it: whoever reads this terminal may read the data folder anyway.
    private func announceConsole() async {
        guard let plan = plans.first(where: \.isConsole) else { return }
        await waitUntilAnnounced(plan)
        guard !Task.isCancelled else { return }
        Output.line(say("the console: \(ConsolePage.address(house, portBase))", "la console : \(ConsolePage.address(house, portBase))"))
    }

    private func reload() async {
        for plan in plans { await fleet.process(of: plan.name)?.send(SIGHUP) }
        Output.line(say("asked all to read keys and register again", "relecture des clés et du registre demandée à tous"))
    }

    /// SIGTERM to each, upstream first, so that what one drains the next still takes in. Bounded by the grace of each.
    private func stop() async {
        await fleet.beginStopping()
        Output.line(say("stopping (a second Ctrl-C kills)", "arrêt en cours (un second Ctrl-C tue)"))
        for plan in plans {
            guard let run = await fleet.process(of: plan.name) else { continue }
            run.send(SIGTERM)
            let killer = Task {
                try await Task.sleep(for: Self.grace)
                run.send(SIGKILL)
            }
            let end = await run.end()
            killer.cancel()
            let word = end == .status(0) ? say("stopped", "arrêté") : "\(end)"
            Output.line("\(Table.padded(plan.name, 14)) \(word)")
        }
        RunningHouse.remove(house)
        Output.line(say("all stopped", "tout est arrêté"))
    }

    private func explain(_ name: String) {
        if name == ServiceAddress.console.name {
            Output.note(
                say(
                    "the console does not come up: the five services go on without it. `quietude doctor --data \(house.root)` says what to do",
                    "la console ne démarre pas : les cinq services continuent sans elle. `quietude doctor --data \(house.root)` dit quoi faire"
                ))
            for plan in plans where plan.isConsole {
                for line in plan.logTail(lines: 5) { Output.note("    \(line)") }
            }
            return
        }
        Output.note(
            say(
                "\(name) does not come up: stopping everything. `quietude doctor --data \(house.root)` says what to do",
                "\(name) ne démarre pas : tout est arrêté. `quietude doctor --data \(house.root)` dit quoi faire"))
        for plan in plans where plan.name == name {
            for line in plan.logTail(lines: 5) { Output.note("    \(line)") }
        }
    }

    private func logHint(_ plan: ServicePlan) -> String { plan.log.map { " (\($0))" } ?? "" }
}
