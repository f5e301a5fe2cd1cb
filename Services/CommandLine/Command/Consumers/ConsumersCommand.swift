import ArgumentParser
import Schema

/// `quietude consumers`: who reads which feed, and who is to be waited for no longer.
struct ConsumersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consumers",
        abstract: say("Lists who reads the feeds, and forgets who is gone.", "Liste qui lit les flux, et oublie qui est parti."),
        discussion: say(
            "A journal keeps what a consumer has not dealt with, for as long as its retention allows: one that was retired for good holds back what the others are done with. `quietude consumers forget NAME` ends that.",
            "Un journal garde ce qu'un lecteur n'a pas traité, aussi longtemps que sa durée de conservation le permet : un lecteur retiré pour de bon retient ce que les autres ont traité. `quietude consumers forget NOM` y met fin."
        ),
        subcommands: [List.self, Forget.self], defaultSubcommand: List.self)

    /// A consumer's place in one feed.
    struct Place: Sendable {
        let service: String
        let territory: String
        let consumer: ConsumerStatus
        let head: UInt64

        var json: JSON {
            .object([
                ("service", .string(service)), ("territory", .string(territory)), ("name", .string(consumer.name)),
                ("connected", .boolean(consumer.connected)), ("sequence", .whole(consumer.sequence)),
                ("lag", .whole(head > consumer.sequence ? head - consumer.sequence : 0)),
            ])
        }
    }

    /// Every consumer of every feed of the services that answer; throws where none does.
    static func places(_ house: House) async throws -> [Place] {
        let replies = try await Status.ask(house).compactMap { state in state.reply.map { (state.name, $0) } }
        guard !replies.isEmpty else {
            throw Failure(
                "no service answers: start them with `quietude up --data \(house.root)`",
                "aucun service ne répond : les démarrer avec `quietude up --data \(house.root)`")
        }
        return replies.flatMap { name, reply in
            reply.feeds.flatMap { feed in
                feed.consumers.map { Place(service: name, territory: feed.territory, consumer: $0, head: feed.head) }
            }
        }
    }

    /// `quietude consumers [list]`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: say("Lists them.", "Les liste."))

        @OptionGroup var dataOptions: DataOptions

        @Flag(help: ArgumentHelp(say("One JSON object.", "Un objet JSON.")))
        var json = false

        func run() async throws {
            let places = try await ConsumersCommand.places(dataOptions.house)
            if json { return Output.line(JSON.object([("consumers", .array(places.map(\.json)))]).text) }
            for place in places {
                let link = place.consumer.connected ? say("connected", "connecté") : say("not connected", "pas connecté")
                let lag = place.head > place.consumer.sequence ? place.head - place.consumer.sequence : 0
                Output.line(
                    "\(Table.padded(place.consumer.name, 24)) \(Table.padded(place.service, 14)) \(place.territory)  \(link)  "
                        + say("\(Numbers.grouped(lag)) behind", "\(Numbers.grouped(lag)) de retard"))
            }
        }
    }

    /// `quietude consumers forget`.
    struct Forget: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: say("Forgets one that does not come back.", "Oublie un lecteur qui ne revient pas."))

        @Argument(help: ArgumentHelp(say("Its name, as `quietude consumers` lists it.", "Son nom, tel que `quietude consumers` le donne.")))
        var name: String

        @Option(help: ArgumentHelp(say("Of this service's feed alone.", "Du flux de ce seul service."), valueName: "service"))
        var service: String?

        @Option(help: ArgumentHelp(say("Of this territory alone.", "De ce seul territoire."), valueName: "id"))
        var territory: String?

        @OptionGroup var dataOptions: DataOptions

        func run() async throws {
            let house = dataOptions.house
            let places = try await ConsumersCommand.places(house).filter {
                $0.consumer.name == name && (service ?? $0.service) == $0.service && (territory ?? $0.territory) == $0.territory
            }
            guard !places.isEmpty else {
                throw Failure(
                    "no feed knows a consumer \(name): `quietude consumers` lists them",
                    "aucun flux ne connaît de lecteur \(name) : `quietude consumers` les liste")
            }
            let connection = try Connection(house)
            var failed = false
            for place in places {
                do {
                    let client = try connection.client(of: place.service)
                    _ = try await client.forget(territory: place.territory, consumer: name)
                    await client.close()
                    Output.line(
                        say(
                            "\(place.service) \(place.territory): \(name) is forgotten",
                            "\(place.service) \(place.territory) : \(name) est oublié"))
                } catch {
                    failed = true
                    Output.note("\(place.service) \(place.territory): \(error)")
                }
            }
            await connection.close()
            if failed { throw ExitCode(1) }
        }
    }
}
