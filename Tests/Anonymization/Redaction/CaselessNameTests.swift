import Testing

@testable import Anonymization

@Suite("Where capitals say nothing", .enabled(if: RedactionFixture.hasWordList))
struct CaselessNameTests {
    private static let called: [(text: String, name: String)] = [
        ("agression de m. forgeur par deux individus", "forgeur"), ("l'un se prénomme brindille", "brindille"),
        ("témoins : claudine verger et paul durand", "verger"), ("remis les clés à grelot, vigile", "grelot"),
        ("épouse barguigner, médecin dupont sur place", "barguigner"), ("mère : vitrine gabriel, père : inconnu", "vitrine"),
        ("conducteur tamis dupont positif à l'alcoolémie", "tamis"), ("rappeler g. duplex au poste", "duplex"),
        ("requis par goudron t. au sujet d'un différend", "goudron"), ("cr : el marteau et dupont ras sur le secteur", "marteau"),
        ("évincé par les agents râteau et dupont", "râteau"), ("appartenant à marcel voisin, demeurant au parc", "voisin"),
    ]

    @Test("a word that could be a name is covered where nothing else can stand", arguments: called)
    func lower(_ text: String, _ name: String) {
        #expect(!RedactionFixture.redact(text, with: RedactionFixture.full).contains(name))
    }

    @Test("in capitals too", arguments: called)
    func upper(_ text: String, _ name: String) {
        #expect(!RedactionFixture.redact(text.uppercased(), with: RedactionFixture.full).contains(name.uppercased()))
    }

    @Test(
        "what agents write of places and things stays",
        arguments: [
            "patrouille pédestre au parc, prise de contact avec les commerçants, ras", "feu de broussailles maîtrisé, 200 m² brûlés",
            "groupe de 15 jeunes devant la gare, musique forte, dispersés sans difficulté",
            "stationnement gênant devant l'école maternelle, 4 pve établis", "chute d'une branche sur la chaussée, service avisé",
            "conducteur ivre sur la voie publique, véhicule mis en fourrière", "victime consciente, transportée à l'hôpital",
        ])
    func kept(_ text: String) {
        #expect(RedactionFixture.redact(text, with: RedactionFixture.full) == text)
        #expect(RedactionFixture.redact(text.uppercased(), with: RedactionFixture.full) == text.uppercased())
    }

    @Test("plates in small letters are covered", arguments: ["véhicule 5268-he-36 volé", "sortir du véhicule 2829 kg 91, a fui"])
    func plates(_ text: String) {
        #expect(RedactionFixture.types(text, with: RedactionFixture.full) == [.plate])
    }
}
