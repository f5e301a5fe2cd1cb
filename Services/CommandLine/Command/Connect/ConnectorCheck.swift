import ArgumentParser
import AsyncHTTPClient
import Domain
import Foundation
import Ingestion

/// `connect --check`: fetches what each feed would read now and judges it as ingestion would; stores and sends nothing.
struct ConnectorCheck {
    /// Files of a folder that are judged.
    private static let files = 50

    let plan: ConnectorPlan

    /// Whether anything would be refused or could not be read.
    func run() async throws -> Bool {
        let folder = NSTemporaryDirectory() + "quietude-connect-check-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let http = HTTPClient(configuration: .init(redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10))))
        var sound = true
        for setup in plan.feeds {
            do {
                sound = try await check(setup, folder, http) && sound
            } catch {
                Output.line("\(setup.feed.name): \(error)")
                sound = false
            }
        }
        try? await http.shutdown()
        return sound
    }

    private func check(_ setup: FeedSetup, _ folder: String, _ http: HTTPClient) async throws -> Bool {
        switch setup.feed.origin {
        case .poll(let polled):
            let file = DocumentFile(path: "\(folder)/document")
            if let fetch = try plan.fetch(setup.feed, http), !polled.url.hasPrefix("file://") {
                _ = try await fetch.fetch(polled.url, etag: "", lastModified: "", into: file)
                return try judge(setup, file.path, named: polled.url, folder)
            }
            return try judge(setup, URL(string: polled.url)?.path ?? "", named: polled.url, folder)
        case .folder(let watched):
            let candidates = try FolderLook(folder: watched, now: plan.now().seconds).candidates()
            if candidates.isEmpty {
                Output.line(say("\(setup.feed.name): no complete file yet", "\(setup.feed.name) : pas encore de fichier complet"))
            }
            var sound = true
            for candidate in candidates.prefix(Self.files) {
                sound = try judge(setup, candidate.path, named: candidate.name, folder) && sound
            }
            return sound
        case .tail(let followed): return try judge(setup, followed.path, named: followed.path, folder)
        }
    }

    /// Unpacks within the feed's bound, then judges row by row.
    private func judge(_ setup: FeedSetup, _ path: String, named name: String, _ folder: String) throws -> Bool {
        guard let register = try plan.declared.require(plan.territory) else {
            throw Failure(
                "there is no register to check against: name it with register: in the configuration",
                "pas de registre pour vérifier : le nommer par register: dans la configuration")
        }
        let plain = DocumentFile(path: "\(folder)/plain")
        var bytes = try DocumentBytes(path, maximum: setup.feed.maximumUnpacked, members: setup.feed.members)
        var isSound = true
        repeat {
            var writing = try plain.write(maximum: setup.feed.maximumUnpacked)
            while let piece = try bytes.next() { try piece.withUnsafeBytes { try writing.append($0) } }
            _ = try writing.finish()
            var settings = setup.settings
            settings.path = plain.path
            settings.context.now = plan.now()
            let label = "\(setup.feed.name): \(name)\(bytes.memberName.isEmpty ? "" : " (\(bytes.memberName))")"
            let outcome = try FileCheck(
                settings: settings, validators: TerritoryValidator(register: register, oldest: plan.declared.oldest(of: plan.territory)),
                arrival: plan.now(), tell: { Output.line("\(label): \($0)") }
            ).run()
            for line in outcome.summary(file: label) { Output.line(line) }
            if let problem = outcome.unreadable { Output.line("\(label): \(problem)") }
            isSound = isSound && outcome.tally.refusedCount == 0 && outcome.unreadable == nil
        } while try bytes.nextMember()
        return isSound
    }
}
