import Logging
import ServiceLifecycle
import Transport

/// Reads the folder of authorised keys at the start and on each SIGHUP, and says which files it could not use.
struct KeyReloading: Service {
    let authorised: AuthorisedKeys?
    let reload: ReloadSignal
    let readiness: Readiness
    let logger: Logger

    func run() async throws {
        guard let authorised else {
            try? await gracefulShutdown()
            return
        }
        read(authorised)
        for await _ in reload.events().cancelOnGracefulShutdown() { read(authorised) }
        try? await gracefulShutdown()
    }

    private func read(_ authorised: AuthorisedKeys) {
        do throws(TransportError) {
            let problems = try authorised.reload()
            for problem in problems {
                logger.warning("A key was not taken", metadata: ["file": "\(problem.path)", "reason": "\(problem.reason)"])
            }
            logger.info("Authorised keys read", metadata: ["keys": "\(authorised.all.count)"])
            readiness.clear("keys")
        } catch {
            // The keys that were read before still hold.
            logger.error("The authorised keys cannot be read", metadata: ["reason": "\(error)"])
            readiness.set("keys", "\(error)")
        }
    }
}
