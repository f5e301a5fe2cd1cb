import Console
import Domain
import Foundation
import Logging
import Runtime

/// What every request finds: desks, sessions, cards, the ledger.
struct ConsoleHall: Sendable {
    let environment: ServiceEnvironment
    let desks: Desks
    let health: HealthBoard
    let page: PageSettings
    let sessions: SessionDesk
    let token: HouseToken?
    let provider: OpenIDProvider?
    let cards: Cards
    let ledger: ConsoleLedger
    let sender: ActionSender
    let plans: PlanSettings
    /// Tells this start from any other.
    let epoch: String

    init(_ environment: ServiceEnvironment, desks: Desks, health: HealthBoard) throws {
        let settings = environment.config.resolved
        self.environment = environment
        self.desks = desks
        self.health = health
        page = try PageSettings(environment)
        let folder = "\(environment.dataDirectory)/console"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        sessions = SessionDesk(
            idle: settings.duration("sign-in.idle") ?? .seconds(1_800), lifetime: settings.duration("sign-in.lifetime") ?? .seconds(28_800))
        let mayUseToken = settings.text("sign-in.token") != "never" && page.isLoopback
        token = mayUseToken ? try HouseToken(path: "\(folder)/token") : nil
        provider = try OpenIDProvider(settings, origin: page.origin, logger: environment.logger)
        guard token != nil || provider != nil else {
            throw SettingsError(
                "Nobody could sign in: the token is for loopback alone (page.host is \(page.host)), and no oidc.issuer is set. Set one of them."
            )
        }
        cards = try CardFile.read(
            settings.text("cards") ?? "\(environment.dataDirectory)/cards.yaml", isNamed: settings.text("cards") != nil)
        ledger = ConsoleLedger(folder: folder)
        sender = ActionSender(environment: environment)
        plans = try PlanSettings(settings)
        epoch = String(SessionDesk.random().filter { $0 != "-" && $0 != "_" }.prefix(10))
    }

    /// The picture of the territory that a request names.
    func desk(_ query: Query) async throws -> Desk {
        let asked = query.text("territory")
        guard let desk = await desks.desk(asked) else {
            throw asked == nil
                ? Problem(
                    .serviceUnavailable, "No territory is known yet: the services are starting.",
                    "Aucun territoire connu encore : les services démarrent.", retryAfter: 2)
                : Problem.notFound("territory \(asked ?? "")")
        }
        return desk
    }

    func picture(_ query: Query) async throws -> Picture { try await desk(query).picture }

    /// Who asks; the guard has made sure that there is somebody.
    func identity(_ context: ConsoleContext) throws -> Identity {
        guard let identity = context.identity else { throw Problem(.unauthorized, "Sign in first.", "Connectez-vous d'abord.") }
        return identity
    }
}
