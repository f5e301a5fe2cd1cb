import Console
import Logging
import Runtime
import Schema
import ServiceLifecycle
import Synchronization
import Transport

/// How the services are that the console reads from, asked every few seconds.
final class HealthBoard: Service {
    private let environment: ServiceEnvironment
    private let desks: Desks
    /// Guards what the asking task writes and every request reads.
    private let states = Mutex<[String: String]>([:])

    static let services = ServiceAddress.console.upstreams
    private static let interval = Duration.seconds(3)

    init(_ environment: ServiceEnvironment, desks: Desks) {
        self.environment = environment
        self.desks = desks
    }

    /// `services` of /api/now.
    var json: JSON {
        let states = states.withLock { $0 }
        return .array(
            Self.services.map { name in
                let state = states[name] ?? "unknown"
                return ["service": .string(name), "state": .string(state), "text": Self.words(state)]
            })
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await self.ask()
                do { try await Task.sleep(for: Self.interval) } catch { return }
            }
        }
    }

    private func ask() async {
        let environment = environment
        let found = await withTaskGroup(of: (String, String).self) { group in
            for name in Self.services {
                group.addTask {
                    let reply = try? await environment.client(of: name).health(deadline: .seconds(2))
                    return (name, reply.map { $0.status == .serving ? "serving" : "not-serving" } ?? "unreachable")
                }
            }
            var found: [String: String] = [:]
            for await (name, state) in group { found[name] = state }
            return found
        }
        if Task.isCancelled { return }
        let hasChanged = states.withLock { states in
            defer { states = found }
            return states != found
        }
        guard hasChanged else { return }
        for desk in await desks.all {
            let sources = NowView(await desk.picture).sources
            await desk.send("health", (["services": json, "sources": sources] as JSON).text)
        }
    }

    private static func words(_ state: String) -> JSON {
        switch state {
        case "serving": .words(french: "sert", english: "serving")
        case "not-serving": .words(french: "ne sert pas", english: "not serving")
        case "unreachable": .words(french: "ne répond pas", english: "does not answer")
        default: .words(french: "inconnu", english: "not known")
        }
    }
}
