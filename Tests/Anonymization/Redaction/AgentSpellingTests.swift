import Testing

@testable import Anonymization

@Suite("Identifiers as agents type them", .enabled(if: RedactionFixture.hasWordList))
struct AgentSpellingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let expected: String
        init(_ text: String, _ expected: String) { (self.text, self.expected) = (text, expected) }
        var testDescription: String { text }
    }

    @Test(
        "plates of the neighbours, of garages, of Corsica",
        arguments: [
            Case("Plaque étrangère 19274-A-33, conducteur seul", "Plaque étrangère [PLATE], conducteur seul"),
            Case("plaque étrangère 1-kzg-714, conducteur seul", "plaque étrangère [PLATE], conducteur seul"),
            Case("véhicule B-RZ 2884 en fuite", "véhicule [PLATE] en fuite"), Case("véhicule ED16 RWV volé", "véhicule [PLATE] volé"),
            Case("Plaque 2682 DAB, conducteur seul", "Plaque [PLATE], conducteur seul"),
            Case("véhicule 8566 CFQ 2B volé", "véhicule [PLATE] volé"), Case("véhicule W-123-AB", "véhicule [PLATE]"),
            Case("véhicule AR_159_KY et AR/159/KY", "véhicule [PLATE] et [PLATE]"),
        ])
    func plates(_ example: Case) {
        #expect(RedactionFixture.redact(example.text, with: RedactionFixture.full) == example.expected)
    }

    @Test(
        "positions with their hemisphere before, addresses of machines that nobody shall follow",
        arguments: [
            Case("corps : N43.2864 E5.3930", "corps : [GPS]"), Case("corps : N 43°22.120 E 5°19.215", "corps : [GPS]"),
            Case("corps : 43d17m18s N 5d19m29s E", "corps : [GPS]"), Case("adresse 200[.]122[.]135[.]94", "adresse [IP]"),
            Case("tél 05_16_08_15_44", "tél [PHONE]"), Case("compte FR81.2728.4900.7544.9437.6579.604", "compte [IBAN]"),
            Case("mail jean point dupont chez gmail point com", "mail [EMAIL]"),
            Case("mail ionela_jovanovic[at]icloud[dot]com", "mail [EMAIL]"),
        ])
    func electronic(_ example: Case) {
        #expect(RedactionFixture.redact(example.text, with: RedactionFixture.full) == example.expected)
    }

    @Test(
        "birthdays in words, months cut short, a month with its year",
        arguments: [
            Case("né le quatorze août mille neuf cent quarante-deux à Oran", "né le [BIRTHDATE] à Oran"),
            Case("ddn deux juin mil neuf cent trente-huit, transporté", "ddn [BIRTHDATE], transporté"),
            Case("né le 18 aou. 1969 à Oran", "né le [BIRTHDATE] à Oran"), Case("née en mars 1978 à Oran", "née en [BIRTHDATE] à Oran"),
            Case("travaux de mars 2026", "travaux de mars 2026"),
            Case("le premier juin, deux jours après", "le premier juin, deux jours après"),
        ])
    func births(_ example: Case) {
        #expect(RedactionFixture.redact(example.text, with: RedactionFixture.full) == example.expected)
    }

    @Test(
        "homes without a number of the street, their flats, floors and sides",
        arguments: [
            Case("demeurant bât. E appt 349, lotissement Les Cigales.", "demeurant [ADDRESS]."),
            Case("habite résidence Val Plan, entrée 5, 3e étage", "habite [ADDRESS]"),
            Case("domicilié rés. Le Clos des Vignes, bâtiment C3", "domicilié [ADDRESS]"),
            Case("au 31 boulevard Chave 4e gauche", "au [ADDRESS]"),
            Case("au 98 a rue Paradis, marché voisin", "au [ADDRESS], marché voisin"),
            Case("patiente agitée, chambre 212", "patiente agitée, chambre 212"),
            Case("parc du 26e Centenaire, foyer éteint", "parc du 26e Centenaire, foyer éteint"),
            Case("place des 15/16, chaussée inondée", "place des 15/16, chaussée inondée"),
            Case("école élémentaire Chabanon, jets de pierres", "école élémentaire Chabanon, jets de pierres"),
        ])
    func homes(_ example: Case) {
        #expect(RedactionFixture.redact(example.text, with: RedactionFixture.full) == example.expected)
    }
}
