import Console
import Domain
import Journal
import Logging
import Runtime
import ServiceLifecycle

/// The desks of all territories: one for each journal that the stages have opened.
actor Desks {
    private var open: [String: Desk] = [:]

    /// In order of identifier.
    var territories: [String] { open.keys.sorted() }

    /// The desk of a territory; of the first where none is named.
    func desk(_ territory: String?) -> Desk? {
        if let territory { return open[territory] }
        return open.min { $0.key < $1.key }?.value
    }

    /// All of them.
    var all: [Desk] { Array(open.values) }

    func add(_ desk: Desk, _ territory: String) { open[territory] = desk }
    func has(_ territory: String) -> Bool { open[territory] != nil }
}

/// Opens a desk for each territory as its journal appears.
struct DeskKeeper: Service {
    let environment: ServiceEnvironment
    let desks: Desks
    let outlines: OutlineFile?
    let epoch: String

    func run() async throws {
        let (opened, opener) = AsyncStream.makeStream(of: Desk.self, bufferingPolicy: .bufferingOldest(4_096))
        await withDiscardingTaskGroup { group in
            group.addTask {
                defer { opener.finish() }
                await cancelWhenGracefulShutdown { await self.find { opener.yield($0) } }
            }
            for await desk in opened { group.addTask { await desk.run() } }
            group.cancelAll()
        }
    }

    private func find(_ give: @escaping @Sendable (Desk) -> Void) async {
        while !Task.isCancelled {
            for territory in (try? await environment.journals.storedTerritories()) ?? [] where await !desks.has(territory) {
                guard let journal = try? await environment.journal(territory: territory) else { continue }
                let desk = Desk(journal, outlines: outlines, epoch: epoch, logger: environment.logger)
                await desks.add(desk, territory)
                give(desk)
            }
            do { try await Task.sleep(for: .milliseconds(300)) } catch { return }
        }
    }
}
