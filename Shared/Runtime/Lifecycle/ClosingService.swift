import ServiceLifecycle

/// Does something once all services that stand after it in the group have stopped: the last part of "drain, commit, close".
struct ClosingService: Service {
    let close: @Sendable () async -> Void

    func run() async throws {
        try? await gracefulShutdown()
        await close()
    }
}
