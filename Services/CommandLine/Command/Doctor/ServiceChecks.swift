import Foundation
import Glibc
import Runtime

/// Whether the services run, and if not, whether they could.
enum ServiceChecks {
    static func all(_ house: House) async -> [Finding] {
        let subject = say("services", "services")
        guard let running = RunningHouse.read(house), kill(running.process, 0) == 0 else {
            return [
                .doubtful(
                    subject,
                    say(
                        "not running: `quietude up --data \(house.root)` starts them",
                        "à l'arrêt : `quietude up --data \(house.root)` les démarre"))
            ] + ports(house.portBase())
        }
        do {
            let findings: [Finding] = try await Status.ask(house).map { state in
                guard let reply = state.reply else {
                    return .bad(
                        state.name,
                        say(
                            "does not answer: \(state.problem); see \(house.logs)/\(state.name).log",
                            "ne répond pas : \(state.problem) ; voir \(house.logs)/\(state.name).log"))
                }
                guard reply.status == .serving else {
                    return .bad(state.name, reply.reasons.first ?? say("does not serve; see its log", "ne sert pas ; voir son journal"))
                }
                return .fine(state.name, say("serves, version \(reply.version)", "sert, version \(reply.version)"))
            }
            return findings + page(house, running)
        } catch {
            return [.bad(subject, "\(error)")]
        }
    }

    /// The page of a console that runs: whether its token is the owner's alone.
    private static func page(_ house: House, _ running: RunningHouse) -> [Finding] {
        guard running.services[ServiceAddress.console.name] != nil, FileManager.default.fileExists(atPath: house.consoleToken) else {
            return []
        }
        let mode = (try? FileManager.default.attributesOfItem(atPath: house.consoleToken))?[.posixPermissions] as? NSNumber
        guard let mode, mode.intValue & 0o077 == 0 else {
            return [
                .bad(
                    "page",
                    say("others may read \(house.consoleToken): chmod 600 it", "d'autres peuvent lire \(house.consoleToken) : chmod 600"))
            ]
        }
        return [.fine("page", "http://127.0.0.1:\(running.portBase)/")]
    }

    private static func ports(_ base: Int) -> [Finding] {
        let wanted = [base] + (ServiceAddress.all + [.console]).flatMap { [$0.port(base: base), $0.httpPort(base: base)] }
        let taken = wanted.filter { !isFree($0) }
        guard !taken.isEmpty else {
            return [.fine("ports", say("\(base) to \(base + 16) are free", "\(base) à \(base + 16) sont libres"))]
        }
        let list = taken.map(String.init).joined(separator: ", ")
        return [
            .bad(
                "ports",
                say(
                    "taken by others: \(list); stop them (ss -ltnp), or start with --port-base \(base + 100)",
                    "pris par d'autres : \(list) ; les arrêter (ss -ltnp), ou démarrer avec --port-base \(base + 100)"))
        ]
    }

    private static func isFree(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var reuse: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(truncatingIfNeeded: port).bigEndian)
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
