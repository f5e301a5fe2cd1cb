import Testing

@testable import Anonymization

@Suite("Identifiers are recognised and typed")
struct IdentifierTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let covered: [String]
        let type: RedactionType
        init(_ text: String, _ covered: String..., type: RedactionType) { (self.text, self.covered, self.type) = (text, covered, type) }
        var testDescription: String { text }
    }

    @Test(
        "what identifies is covered whole, and nothing beside it",
        arguments: [
            Case("tel 06 12 34 56 78 ce soir", "06 12 34 56 78", type: .phone),
            Case("joint au +33(0)6.12.34.56.78", "33(0)6.12.34.56.78", type: .phone),
            Case("au 0033 4 91 00 00 00", "0033 4 91 00 00 00", type: .phone),
            Case("au zéro six douze 34 vingt et un onze", "zéro six douze 34 vingt et un onze", type: .phone),
            Case("tel O6 I2 34 56 78", "O6 I2 34 56 78", type: .phone), Case("tel ０６１２３４５６７８", "０６１２３４５６７８", type: .phone),
            Case("mail a.b-c+d@sous.domaine.fr", "a.b-c+d@sous.domaine.fr", type: .email),
            Case("mail kz (at) poste (point) fr", "kz (at) poste (point) fr", type: .email),
            Case("mail kz arobase poste point fr", "kz arobase poste point fr", type: .email),
            Case("mail kz&#64;poste.fr", "kz&#64;poste.fr", type: .email),
            Case("plaque AB-123-CD", "AB-123-CD", type: .plate), Case("plaque ab123cd", "ab123cd", type: .plate),
            Case("plaque 1234 ABC 13", "1234 ABC 13", type: .plate),
            Case("sécu 1 85 12 13 055 123 45", "1 85 12 13 055 123 45", type: .nir),
            Case("sécu 185122A05512345", "185122A05512345", type: .nir),
            Case("iban FR76 3000 6000 0112 3456 7890 189", "FR76 3000 6000 0112 3456 7890 189", type: .iban),
            Case("carte 4970 1012 3456 7890", "4970 1012 3456 7890", type: .card),
            Case("née le 3 mars 1987", "3 mars 1987", type: .birthdate),
            Case("DDN : 03/03/87", "03/03/87", type: .birthdate), Case("ip 192.168.1.12", "192.168.1.12", type: .ip),
            Case("ip 2001:db8::ff00:42:8329", "2001:db8::ff00:42:8329", type: .ip),
            Case("position 43.29650, 5.36980", "43.29650, 5.36980", type: .gps),
            Case("position 43°17'47.1\"N 5°22'11.5\"E", "43°17'47.1\"N 5°22'11.5\"E", type: .gps),
            Case("matricule PM2684", "PM2684", type: .badge), Case("ipp 123 456 789", "123 456 789", type: .patient),
            Case("CNI n° 03KY14789", "03KY14789", type: .identityDocument),
            Case("mac 69:B7:87:95:35:80", "69:B7:87:95:35:80", type: .device), Case("insta @karim.13", "karim.13", type: .handle),
            Case("voir facebook.com/zwelou.k", "facebook.com/zwelou.k", type: .handle),
            Case("dit « Bob le Borgne »", "Bob le Borgne", type: .alias),
            Case("au 12 bis, rue de la Paix, 13005 Marseille 5e", "12 bis, rue de la Paix, 13005 Marseille 5e", type: .address),
            Case("résidence Bel Azur bât G7 appt 172", "résidence Bel Azur bât G7 appt 172", type: .address),
        ])
    func identified(_ example: Case) {
        #expect(RedactionFixture.covered(example.text) == example.covered)
        #expect(RedactionFixture.types(example.text) == [example.type])
    }

    @Test(
        "numbers whose role is known stay",
        arguments: [
            "à 14h30", "à 10:31", "reprise 7 heures 41", "ligne 83 et bus 35", "12 vendeurs dispersés", "préjudice 6 727 euros", "285,07 €",
            "vent 90 km/h", "infraction article 222-13 du CP",
            "caméra 1247", "sur l'A7", "le 14 juillet", "VSAV 2 et FPT", "au 3e étage",
        ])
    func kept(_ text: String) {
        #expect(RedactionFixture.redact(text) == text)
    }
}
