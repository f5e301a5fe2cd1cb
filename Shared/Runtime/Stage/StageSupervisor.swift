public import Domain
import Journal
import Logging
public import ServiceLifecycle
import Transport

/// Learns the territories from the upstreams, and runs a stage, with its journal and its feed, for each.
///
/// Territories whose journals are already on disk are served at once, whether an upstream answers or not.
public final class StageSupervisor<T: Transformation>: Service {
    private let environment: ServiceEnvironment
    private let reading: [String: [RecordType]]
    private let serving: Set<RecordType>
    private let configurationDigest: [UInt8]?
    private let interval: Duration
    /// Between two questions as long as no territory is known.
    private static var firstInterval: Duration { .milliseconds(200) }
    private let besides: @Sendable (_ territory: String) -> [StageUpstream]
    private let unsealing: @Sendable (_ territory: String) -> JournalFeed.Unsealing?
    private let make: @Sendable (_ territory: String) throws -> T

    /// A supervisor of one kind of stage.
    ///
    /// - Parameters:
    ///   - reading: the record types wanted of each upstream, by its name.
    ///   - serving: the record types that the service's own feeds may hold.
    ///   - configurationDigest: of the service's own settings (rules, policy, model); a change of it is noted in each journal.
    ///   - interval: between two questions to the upstreams which territories there are.
    ///   - besides: what a stage reads that no other service serves, such as what operators do.
    ///   - unsealing: makes of each of a territory's records what consumers get, where it is not served as it is.
    ///   - make: a transformation with nothing applied.
    public init(
        _ environment: ServiceEnvironment, reading: [String: [RecordType]], serving: Set<RecordType>, configurationDigest: [UInt8]? = nil,
        interval: Duration = .seconds(5), besides: @escaping @Sendable (_ territory: String) -> [StageUpstream] = { _ in [] },
        unsealing: @escaping @Sendable (_ territory: String) -> JournalFeed.Unsealing? = { _ in nil },
        make: @escaping @Sendable (_ territory: String) throws -> T
    ) {
        self.environment = environment
        self.reading = reading
        self.serving = serving
        self.configurationDigest = configurationDigest
        self.interval = interval
        self.besides = besides
        self.unsealing = unsealing
        self.make = make
    }

    /// Runs until a graceful shutdown; throws where a stage fails.
    public func run() async throws {
        environment.serveDeadLetters()
        // A territory is found once; an upstream that names more than so many at once is asked again later.
        let (found, finder) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingOldest(4_096))
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask {
                defer { finder.finish() }
                await self.discover { finder.yield($0) }
            }
            for await territory in found {
                group.addTask { try await self.runStage(territory) }
            }
        }
    }

    /// Gives each territory once, from the disk and then from the upstreams, until a graceful shutdown.
    private func discover(_ give: @escaping @Sendable (String) -> Void) async {
        let stored = (try? await environment.journals.storedTerritories()) ?? []
        stored.forEach(give)
        for upstream in reading.keys where stored.isEmpty {
            environment.readiness.set("upstream/\(upstream)", "\(upstream) has not answered yet")
        }
        await cancelWhenGracefulShutdown {
            var known = Set(stored)
            var backoff = Backoff(first: .milliseconds(100), longest: self.interval)
            while !Task.isCancelled {
                var isComplete = true
                for upstream in self.reading.keys.sorted() {
                    let territories = await self.territories(of: upstream, hasSome: !known.isEmpty)
                    isComplete = isComplete && territories != nil
                    for territory in territories ?? [] where known.insert(territory).inserted { give(territory) }
                }
                if isComplete { backoff.reset() }
                // A house that has just started is asked more often: each of its services waits for the one before it.
                let pause = known.isEmpty ? min(self.interval, Self.firstInterval) : self.interval
                do { try await Task.sleep(for: isComplete ? pause : backoff.next()) } catch { return }
            }
        }
    }

    /// What one upstream serves; nil where it does not answer, which keeps the service from its work only as long as it knows no territory.
    private func territories(of upstream: String, hasSome: Bool) async -> [String]? {
        do throws(CallError) {
            let feeds = try await environment.client(of: upstream).describe().feeds
            environment.readiness.clear("upstream/\(upstream)")
            return feeds.map(\.territory)
        } catch {
            if Task.isCancelled { return nil }
            let endpoints = environment.config.upstreams[upstream, default: []].joined(separator: ", ")
            environment.readiness.set(
                "upstream/\(upstream)", "\(upstream) does not answer at \(endpoints) (\(error)); trying again", blocks: !hasSome)
            return nil
        }
    }

    /// Opens a territory's journal. One that cannot be opened is tried again until a graceful shutdown, and does not hold up the others.
    private func open(_ territory: String) async -> Journals.Opened? {
        let environment = environment
        return await cancelWhenGracefulShutdown {
            var backoff = Backoff(first: .seconds(1), longest: .seconds(30))
            while true {
                do {
                    let opened = try await environment.journals.journal(territory: territory)
                    environment.readiness.clear("journal/\(territory)")
                    return opened
                } catch {
                    environment.readiness.report("\(error)")
                    environment.readiness.set("journal/\(territory)", "\(error)")
                    environment.logger.error("A journal cannot be opened; trying again", metadata: ["reason": "\(error)"])
                    do { try await Task.sleep(for: backoff.next()) } catch { return nil }
                }
            }
        }
    }

    /// Notes the digest of the service's settings; a full disk is waited for, as the stage itself does.
    private func note(_ digest: [UInt8], in journal: any Journal) async throws {
        var backoff = Backoff(longest: interval)
        while true {
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await ConfigurationNotes.note(digest, of: environment.name, in: journal)) } catch {
                outcome = .failure(error)
            }
            if case .failure(let error) = outcome, case .full? = error as? JournalError {
                environment.readiness.report("\(error)")
                try await Task.sleep(for: backoff.next())
            } else {
                return try outcome.get()
            }
        }
    }

    private func runStage(_ territory: String) async throws {
        guard let opened = await open(territory) else { return }
        if let configurationDigest {
            try await note(configurationDigest, in: opened.journal)
        }
        let upstreams = try reading.sorted { $0.key < $1.key }.map { name, types throws(CallError) in
            StageUpstream(name: name, feed: try environment.client(of: name), types: types)
        }
        let stage = Stage(
            journal: opened.journal, consumer: environment.name, upstreams: upstreams + besides(territory),
            transformation: try make(territory),
            facts: opened.facts, readiness: environment.readiness, metrics: environment.metrics,
            options: StageOptions(environment.config.limits), logger: environment.logger)
        environment.serve(opened, types: serving, unseal: unsealing(territory))
        try await stage.run()
    }
}
