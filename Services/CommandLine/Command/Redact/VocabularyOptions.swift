import Anonymization
import ArgumentParser
import EventFiles
import Foundation

/// Where the known words and places come from.
struct VocabularyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            say("French word list, one word a line (Debian's wfrench).", "Liste de mots français, un par ligne (wfrench de Debian)."),
            valueName: "file"))
    var lexicon: String = "/usr/share/dict/french"

    @Option(
        help: ArgumentHelp(
            say(
                "Public places that are kept: GeoJSON with `name` or `nom`, or one name a line; may be repeated.",
                "Lieux publics conservés : GeoJSON avec `name` ou `nom`, ou un nom par ligne ; répétable."), valueName: "file"))
    var gazetteer: [String] = []

    func redactor() throws -> Redactor {
        let words: [UInt8]
        do {
            words = try FileBytes.read(lexicon)
        } catch {
            throw Failure(
                "the French word list \(lexicon) cannot be read: install Debian's package wfrench, or name another with --lexicon",
                "la liste de mots français \(lexicon) est illisible : installez le paquet wfrench de Debian, ou donnez-en une autre avec --lexicon"
            )
        }
        let compiled = RedactionLexicon(wordList: words)
        guard compiled.listed >= 1_000 else {
            throw Failure(
                "\(lexicon) holds only \(compiled.listed) words: everything would be covered; a French word list has some 300,000",
                "\(lexicon) ne contient que \(compiled.listed) mots : tout serait couvert ; une liste du français en a quelque 300 000")
        }
        return Redactor(lexicon: compiled, gazetteer: PlaceGazetteer(names: try gazetteer.flatMap(Self.names)))
    }

    private struct Collection: Decodable {
        struct Feature: Decodable { let properties: Properties? }
        struct Properties: Decodable {
            let name: String?
            let nom: String?
        }
        let features: [Feature]
    }

    private static func names(of path: String) throws -> [String] {
        let bytes = try FileBytes.read(path)
        guard bytes.first(where: { $0 != 0x20 && $0 != 0x0a && $0 != 0x0d }) == UInt8(ascii: "{") else {
            return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init).filter { !$0.hasPrefix("#") }
        }
        do {
            return try JSONDecoder().decode(Collection.self, from: Data(bytes)).features.compactMap {
                $0.properties?.name ?? $0.properties?.nom
            }
        } catch {
            throw Failure(
                "\(path) is no GeoJSON feature collection whose features have `name` or `nom`",
                "\(path) n'est pas une collection GeoJSON dont les éléments ont `name` ou `nom`")
        }
    }
}
