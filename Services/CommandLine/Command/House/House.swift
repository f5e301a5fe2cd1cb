import Foundation
import Runtime

/// The data folder, and where things lie in it.
struct House: Sendable {
    let root: String

    var keys: String { "\(root)/keys" }
    var authorised: String { "\(root)/keys/authorised" }
    var register: String { "\(root)/register.yaml" }
    var policy: String { "\(root)/alert-policy.yaml" }
    var cards: String { "\(root)/cards.yaml" }
    var consoleToken: String { "\(root)/console/token" }
    var logs: String { "\(root)/logs" }
    var lock: String { "\(root)/up.lock" }
    var running: String { "\(root)/running.json" }
    var simulation: String { "\(root)/simulation.json" }

    func key(of name: String) -> String { "\(keys)/\(name).key" }

    /// The services are reached from this port on: the one that runs says it, else the environment, else the default.
    func portBase() -> Int {
        if let running = RunningHouse.read(self) { return running.portBase }
        return ProcessInfo.processInfo.environment["QUIETUDE_PORT_BASE"].flatMap(Int.init) ?? ServiceAddress.defaultPortBase
    }
}
