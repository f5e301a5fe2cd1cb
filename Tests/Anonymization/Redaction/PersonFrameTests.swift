import Testing

@testable import Anonymization

@Suite("Where somebody must be meant", .enabled(if: RedactionFixture.hasWordList))
struct PersonFrameTests {
    @Test(
        "a word is covered that is counted with a name, or that only a person can stand for",
        arguments: [
            ("Discours et DUPONT se sont battus", "Discours"), ("Duc pleure, dit avoir mal", "Duc"),
            ("Opérateur CSU : Mutin. Caméra 45", "Mutin"), ("Signature : Liberal.", "Liberal"), ("Chez Frontière, 2e étage", "Frontière"),
            ("je m'appelle Fougasse, mon voisin crie", "Fougasse"), ("la famille Aura attend", "Aura"),
            ("son fils Italie a disparu", "Italie"),
            ("Tel 06 12 34 56 78 (Domino).", "Domino"), ("Patrouille Teille/DUPONT", "Teille"), ("Le Dr Contre est avisé", "Contre"),
            ("Le gardien M. MAIRE est avisé", "MAIRE"), ("propriétaire Tram.", "Tram"),
            ("requis par Esther GARE au sujet d'un bruit", "GARE"),
            ("La victime Anh LE, 12 ans", "LE"), ("Me Le Dû, avocat", "Dû"), ("J-P. Durand signale", "J-P"),
            ("maillard (mère) et dupont", "maillard"), ("selon pervenche, tout est calme", "pervenche"),
            ("l'appel de yannick le floc'h", "floc"), ("alias le Turc, déjà connu", "Turc"),
            ("sous le sobriquet de « grosse tête » au parc", "grosse"),
        ] as [(text: String, name: String)])
    func covered(_ text: String, _ name: String) {
        let redacted = RedactionFixture.redact(text, with: RedactionFixture.full)
        #expect(!redacted.contains(name), "\(redacted)")
    }

    @Test(
        "what only looks like it stays, in any case",
        arguments: [
            "dégradation de mobilier urbain, trois bancs arrachés", "présence de seringues dans le bac à sable, nettoyage demandé",
            "plongeur en difficulté, bateau de secours engagé, caisson demandé", "fin de service, kilométrage 46 812",
            "je suis malade, dit la victime", "le gardien-brigadier de service signale un tapage",
            "pont levé pour le passage d'un bateau, attente de 15 minutes", "sa famille est avisée, son voisin est absent",
        ])
    func kept(_ text: String) {
        #expect(RedactionFixture.redact(text, with: RedactionFixture.full) == text)
        #expect(RedactionFixture.redact(text.uppercased(), with: RedactionFixture.full) == text.uppercased())
    }

    @Test(
        "a redacted note stays as it is, though capitals went with the names",
        arguments: [
            "LUCIANI Lisandru dit \"Karlito\" a meancé les agents.", "je m'appelle Zé Mendes, présence de seringues, nettoyage demandé.",
            "PASSEPORT AU NOM DE BILALY MACHETTE TROUVÉ LE PARC DU 26E CENTENAIRE, REMIS AUX OBJETS TROUVÉS.",
        ])
    func again(_ text: String) {
        let once = RedactionFixture.redact(text, with: RedactionFixture.full)
        #expect(RedactionFixture.redact(once, with: RedactionFixture.full) == once)
    }
}
