/// Words of the grammar, months, units, numbers, and the words that announce an identifier; without accents.
enum FunctionVocabulary {
    static let entries: [VocabularyEntry] =
        [
            .init([.function, .ordinary], functions),
            .init(
                [.function, .determiner, .ordinary],
                """
                un une le la les l des du au aux ce cet cette ces son sa ses mon ma mes ton ta tes leur leurs notre nos votre
                vos quelques plusieurs chaque aucun aucune
                """
            ),
            .init([.function, .verb, .ordinary], verbs),
            .init(
                [.particle],
                """
                de du des d la le l el al ben bin ibn bent bou abou abd ait ould van von den der di da do dos das del della
                dalla delle y saint sainte san santa santo mc mac o abu st ste les
                """
            ),
            .init(
                [.month, .ordinary],
                """
                janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre janv fev fevr avr juil
                sept oct nov dec
                """
            ),
            .init([.trade], "lundi mardi mercredi jeudi vendredi samedi dimanche aujourd hui hier demain"),
            .init(
                [.number, .ordinary],
                """
                zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente
                quarante cinquante soixante septante octante huitante nonante cent cents mille vingts une
                """
            ),
            .init([.unit, .ordinary], units),
            .init([.numbered, .ordinary], numbered),
            .init(
                .hyphenated,
                """
                ci end week self vice mi anti pre post semi auto mini ultra pro contra micro multi inter intra extra non demi
                re co tt ps ier etre
                """
            ),
            .init([.unit, .cue(.ordinal)], "e er ere eme nd nde ieme emes es"),
            .init(.cue(.at), "arobase arobas arrobase arobaz at chez"), .init(.cue(.dot), "point dot pt"),
            .init(.cue(.dash), "tiret underscore dash"),
            .init(
                .cue(.domain),
                """
                fr com net org eu io gouv info me be ch de es it uk ma dz tn sn km co biz app dev pro live gmail hotmail
                orange wanadoo laposte yahoo outlook sfr free icloud protonmail
                """),
        ] + cues

    private static let functions = """
        je tu il elle on nous vous ils elles me te se lui eux moi toi soi y en qui que quoi dont ou m t s n c j qu d de et mais
        donc or ni car si comme quand lorsque puisque parce afin a avec sans pour par sur sous dans chez vers entre contre depuis
        pendant avant apres jusque jusqu des lors selon malgre devant derriere hors outre sauf durant via pas ne plus moins tres
        trop peu aussi encore deja jamais toujours souvent ici la cela ca ceci celui celle ceux celles tout tous toute toutes meme
        memes autre autres tel telle puis ensuite alors ainsi environ oui non ne ni rien personne bien mal mieux tot tard ailleurs
        dessus dessous dedans dehors ensemble soudain suite lequel laquelle lesquels duquel auquel dudit ladite ledit lesdits
        susdit lors quel quelle quels quelles
        """

    private static let verbs = """
        est sont etait etaient ete etre etant sera seront serait soit a ont avait avaient eu avoir ayant aura auront aurait ait ai
        as es suis sommes sont etes fait font faire faisait dit disent dire disait disant declare indique signale precise relate
        expose explique refuse part parti partie partis sort sorti sortie vient viennent venu venue va vont aller alle allee voit
        vu vue vus vues prend prend pris prise remet remis remise met mettent mis mise rend rendu rendue tient tenu tenue peut
        peuvent doit doivent veut veulent sait recu recue recoit suivi suivie connait connu connue court fuit fui bat battu battue
        ouvre ouvert ouverte tombe tombee frappe frappee vole volee blesse blessee menace menacee insulte insultee demande appele
        appelee appelle porte portait reste resta mort morte dort boit crie hurle repond interpelle interpellee place placee
        conduit conduite transporte transportee domicilie domiciliee demeurant habite habitant ne ment
        """

    private static let units = """
        euro euros eur km kms kmh metre metres m cm mm kg kilo kilos gramme grammes g litre litres l ml h heure heures hrs hr min
        minute minutes mn sec seconde secondes jour jours semaine semaines mois an ans annee annees degre degres pourcent pct kv
        kw ko mo go ha watt volts volt fois cl tonne tonnes centimes cts dollars dirhams dinars points
        """

    private static let numbered = """
        ligne lignes bus tram metro camera cam article articles art secteur voie quai salle porte sortie section lot ilot code
        canal poste chambre box alinea fi vp infraction natinf cas delit fiche equipage patrouille vehicule vehicules indicatif vl
        pl vsav fpt km rn rd autoroute a n d dn arret borne pk saison serie niveau sous terminal parking acces tribune virage rang
        type modele unite groupe tome page annexe loi decret arrete alinea numero ter tgv taxi vent
        """

    private static let cues: [VocabularyEntry] = [
        .init(
            [.trade, .cue(.phone)],
            """
            tel tels telephone tph phone portable port mobile joignable joindre joint rappeler appeler gsm fixe numero fax
            whatsapp signal sms num
            """
        ),
        .init([.trade, .cue(.email)], "mail email courriel mel mailto"),
        .init([.trade, .cue(.plate)], "plaque plaques immatricule immatriculee immatriculation immat imm pic"),
        .init([.trade, .cue(.nir)], "secu nir ss nss securite insee vitale"), .init([.trade, .cue(.iban)], "iban rib bic virement"),
        .init([.trade, .cue(.card)], "cb carte bancaire visa mastercard pan amex"),
        .init([.trade, .cue(.birth)], "ne nee nes ddn naissance naiss naissances nele"), .init([.trade, .cue(.ip)], "ip ipv4 ipv6"),
        .init([.trade, .cue(.gps)], "gps lat lon long latitude longitude coordonnees coord position"),
        .init([.trade, .cue(.badge)], "matricule mle rio badge matr matricules nigend"),
        .init([.trade, .cue(.patient)], "ipp nip nda iep ins patient ndossier dossier"),
        .init([.trade, .cue(.document)], "cni cnis passeport permis sejour identite recepisse titre pid rcs siret siren cnf"),
        .init([.trade, .cue(.device)], "imei mac imsi iccid meid serie"),
        .init([.trade, .cue(.alias)], "dit alias surnomme surnommee surnom dite blaze sobriquet surnommes"),
        .init(
            [.trade, .cue(.handle)],
            """
            insta instagram snap snapchat tiktok facebook fb twitter pseudo telegram discord youtube compte identifiant login
            messenger linkedin profil
            """
        ),
        .init([.trade, .cue(.homeOf)], "domicilie domiciliee demeurant habitant habite reside residant domicile adresse logee loge"),
    ]
}
