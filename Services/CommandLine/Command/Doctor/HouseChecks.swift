import Domain
import Foundation
import Ingestion
import Runtime
import Transport

/// What lies in the data folder: keys and register.
enum HouseChecks {
    static func all(_ house: House) -> [Finding] {
        keys(house) + [authorised(house)] + register(house) + [programs()]
    }

    private static func keys(_ house: House) -> [Finding] {
        let subject = say("keys", "clés")
        let names = ServiceAddress.all.map(\.name) + [ServiceAddress.console.name, KeyRing.operatorName]
        let missing = names.filter { !FileManager.default.fileExists(atPath: house.key(of: $0)) }
        if missing.count == names.count {
            return [.doubtful(subject, say("none yet: `quietude up` makes them", "aucune encore : `quietude up` les crée"))]
        }
        var findings = missing.map { name in
            Finding.bad(
                subject,
                say("\(house.key(of: name)) is missing: `quietude up` makes it", "\(house.key(of: name)) manque : `quietude up` la crée"))
        }
        for name in names where !missing.contains(name) {
            do { _ = try KeyPair(readingFrom: house.key(of: name)) } catch { findings.append(.bad(subject, "\(error)")) }
        }
        return findings.isEmpty
            ? [
                .fine(
                    subject,
                    say("all seven are there, readable by their owner alone", "les sept sont là, lisibles de leur seul propriétaire"))
            ] : findings
    }

    private static func authorised(_ house: House) -> Finding {
        let subject = say("authorised", "autorisées")
        let known = AuthorisedKeys(folder: house.authorised)
        guard FileManager.default.fileExists(atPath: house.authorised) else {
            return .doubtful(subject, say("no folder yet: `quietude up` makes it", "pas de dossier encore : `quietude up` le crée"))
        }
        do {
            if let problem = try known.reload().first { return .bad(subject, "\(problem.path): \(problem.reason)") }
        } catch {
            return .bad(subject, "\(error)")
        }
        let now = Instant(seconds: Times.now)
        let month = Instant(seconds: Times.now + 30 * 86_400)
        if let expired = known.all.first(where: { $0.expires.map { $0 <= now } ?? false }) {
            return .doubtful(
                subject,
                say(
                    "the key of \(expired.peer.name) has expired: make a new one, or remove its file",
                    "la clé de \(expired.peer.name) a expiré : en créer une autre, ou ôter son fichier"))
        }
        if let soon = known.all.first(where: { $0.expires.map { $0 <= month } ?? false }) {
            return .doubtful(
                subject,
                say(
                    "the key of \(soon.peer.name) expires at \(Times.text(soon.expires))",
                    "la clé de \(soon.peer.name) expire à \(Times.text(soon.expires))"))
        }
        return .fine(subject, say("\(known.all.count) keys are let in", "\(known.all.count) clés admises"))
    }

    private static func register(_ house: House) -> [Finding] {
        let subject = say("register", "registre")
        guard FileManager.default.fileExists(atPath: house.register) else {
            return [
                .doubtful(
                    subject,
                    say(
                        "none yet: `quietude up` takes compose/config/register.yaml",
                        "aucun encore : `quietude up` prend compose/config/register.yaml"))
            ]
        }
        let file: RegisterFile
        do {
            file = try RegisterCheck.read(house.register)
        } catch let error as RegisterError {
            return error.problems.map { .bad(subject, "\(house.register): \($0)") }
        } catch {
            return [.bad(subject, "\(error)")]
        }
        var findings: [Finding] = []
        for register in file.registers {
            for source in register.sources where source.validUntil != 0 && source.validUntil < Times.now {
                findings.append(
                    .doubtful(
                        subject,
                        say(
                            "\(source.identifier) of \(register.territory.identifier) is no longer valid: its pushes are refused",
                            "\(source.identifier) de \(register.territory.identifier) n'est plus valide : ses envois sont refusés")))
            }
        }
        let names = file.registers.map { "\($0.territory.identifier) (\($0.sources.count))" }.joined(separator: ", ")
        return [.fine(subject, say("in order; territories and sources: \(names)", "en règle ; territoires et sources : \(names)"))]
            + findings
    }

    private static func programs() -> Finding {
        let subject = say("programs", "programmes")
        do {
            _ = try ServicePlan.all(house: House(root: "/"), portBase: ServiceAddress.defaultPortBase, logFormat: .json, showLogs: true)
            guard
                try ServicePlan.console(
                    house: House(root: "/"), portBase: ServiceAddress.defaultPortBase, logFormat: .json, showLogs: true) != nil
            else {
                return .doubtful(
                    subject,
                    say(
                        "the five services lie beside this one, quietude-console does not: build all of it",
                        "les cinq services sont à côté de celui-ci, quietude-console non : tout construire"))
            }
            return .fine(
                subject,
                say("the five services and the console lie beside this one", "les cinq services et la console sont à côté de celui-ci"))
        } catch {
            return .bad(subject, "\(error)")
        }
    }
}
