import Transport

/// Looks now and then whether notification answers: a subscription mends itself in silence, and `/health/ready` should tell meanwhile.
struct LinkWatch: Sendable {
    let context: GatewayContext
    let client: Client

    private static let interval = Duration.seconds(10)

    /// Goes on until it is cancelled.
    func run() async {
        context.readiness.set("notification", "has not answered yet")
        while !Task.isCancelled {
            do throws(CallError) {
                _ = try await client.health()
                context.readiness.clear("notification")
            } catch {
                context.readiness.set("notification", "\(error)")
            }
            try? await Task.sleep(for: Self.interval)
        }
    }
}
