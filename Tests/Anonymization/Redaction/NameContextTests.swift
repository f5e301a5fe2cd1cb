import Testing

@testable import Anonymization

@Suite("The place in the sentence decides")
struct NameContextTests {
    @Test(
        "a word that is also a name is covered where a name stands",
        arguments: [
            ("Mme Rose signale", "Mme [NAME] signale"), ("la victime Sarkis OLIVE", "la victime [NAME]"),
            ("témoin : Pierre Olive", "témoin : [NAME]"),
            ("Rose LAMBERT et Pierre Duglet", "[NAME] et [NAME]"), ("sa fille Rose", "sa fille [NAME]"),
            ("le nommé Pierre", "le nommé [NAME]"),
            ("« Rose m'a frappé »", "« [NAME] m'a frappé »"),
            ("VICTIME ROSE BLANC, SIGNALÉ PAR LE SERVICE", "VICTIME [NAME], SIGNALÉ PAR LE SERVICE"),
            ("M. de la Tour", "[NAME]"), ("K. Olive", "[NAME]"), ("J U S T I N E  O L I V E", "[NAME]"), ("M.DUPONTabri", "[NAME]abri"),
        ])
    func covered(_ text: String, _ expected: String) {
        #expect(RedactionFixture.redact(text) == expected)
    }

    @Test(
        "the same word stays where it is an ordinary one",
        arguments: [
            "massif de roses piétiné", "une pierre lancée contre un abri", "olives vendus à la sauvette",
            "MASSIF DE ROSES, UNE PIERRE LANCÉE PAR UN VOISIN",
        ])
    func ordinary(_ text: String) {
        #expect(
            !RedactionFixture.types(text, with: RedactionFixture.hasWordList ? RedactionFixture.full : RedactionFixture.small).contains(
                .name) || !RedactionFixture.hasWordList)
    }

    @Test(
        "public places without a house number stay",
        arguments: [
            "rue Paul Cézanne", "station Sainte-Marguerite Dromel", "l'école Saint-Pierre", "place de la Joliette",
            "RUE PAUL CÉZANNE, SIGNALÉ PAR LE SERVICE", "parc Longchamp",
        ])
    func places(_ text: String) {
        #expect(RedactionFixture.redact(text) == text)
    }

    @Test("a place of the gazetteer stays though nothing announces it")
    func gazetteer() {
        let redactor = Redactor(lexicon: RedactionFixture.small.lexicon, gazetteer: PlaceGazetteer(names: ["Tarasque Bleue"]))
        #expect(RedactionFixture.redact("vu à Tarasque Bleue", with: redactor) == "vu à Tarasque Bleue")
    }

    @Test("without the gazetteer the same name is covered")
    func withoutGazetteer() {
        #expect(RedactionFixture.redact("vu à Tarasque Bleue") == "vu à [NAME]")
    }

    @Test("a name known once in a note is known everywhere in it")
    func spread() {
        #expect(RedactionFixture.redact("Minh Olive se présente. Olive joint au poste") == "[NAME] se présente. [NAME] joint au poste")
    }

    @Test("marks of an earlier redaction stay")
    func marks() {
        #expect(RedactionFixture.redact("Mme [NAME] signale [PHONE]") == "Mme [NAME] signale [PHONE]")
    }
}
