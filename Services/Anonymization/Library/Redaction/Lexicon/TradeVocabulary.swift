/// The vocabulary of municipal police, fire brigade, parks and transport, written without accents, as the tables hold it.
enum TradeVocabulary {
    static let entries: [VocabularyEntry] = [
        .init(.trade, abbreviations), .init(.trade, institutions), .init(.trade, incidents), .init(.trade, states), .init(.trade, today),
        .init([.role, .ordinary], roles), .init([.introducesName, .ordinary], introductions), .init([.title], titles),
        .init([.introducesName, .abbreviation], "ep"),
        .init([.trade, .abbreviation], "av art tel env req appt bat imm cf ref etc ste arr st no num nb vs mrs"),
        .init(.collocation, collocations),
    ]

    private static let abbreviations = """
        ur vlhr ccfm fptsr epsa ldv pve ase pjj rm vl pl vsav vsab fpt fptl ccf codis cta samu smur ras dcd ipm taj fpr opj apj aspvp
        pm pn bac crs tc avp erp sdf gav itt cic csu gpl sdis bmpm spp spv sp vlm vpi ccgc epa bea fpa eps vrm vsr vtu pma pc ps
        pcf dz dzd hc lsp cos drsis dps ddsp dcsp dipn sp svp ok nr rd rn cd rtm sncf ter tgv lgv edf gdf enedis grdf sem omp rib
        cb cni pv ir ip gps mif mms sms dab gab wifi usb bus tram metro imei pin suv vtc vtt bmx edpm nvei tmax scooter moto cp
        cpp csi cr cri mcd ccl nf nfi rti rge tpe tn tf bsu bst ups upp gsp gmf asvp atsem csp plic ulis ehpad chu chrs ccas caf
        cpam rsa hlm ogec apm aphm ap hm dre cmp fi ft am tds tpg zad za zi zac zup zfe zus qpv ddpn icp sic dm od og bt vp uv km
        kmh rdc ivg avc oap aes acr tic tct pompier pompiers samu gendarmerie police municipale nationale prefecture mairie
        commissariat parquet tribunal covid sars nrbc nbc uav drone dvr cctv vms tetra acropol antares rubis mci sig qr url http
        https www html app tech otan onu ue rgpd cnil insee pdf csv doc min max approx nord sud est ouest ne nw se so
        pj pjs tj tgi jap jld jaf uhsa ctrl ctl trspt transp slt bjr bsr dde ddes rdvs verif verifs cond pass vehic interv
        pat patr infos qd pr vs ttes qq chgmt deplt stat fourr enlvt veh vehs pers msg tph rens prel subst cpte rdu dispo
        """

    private static let institutions = """
        municipal municipaux municipales nationaux judiciaire commercial commerciale centre central centrale hotel ville
        departement departementale departemental region regional metropole metropolitaine arrondissement arrondissements secours
        republique justice procureur parquet service services brigade groupe compagnie direction bureau poste peloton unite
        equipage equipages patrouille patrouilles ronde rondes astreinte dispositif secteur secteurs division circonscription etat
        ministere office agence conseil communaute association syndicat bailleur bailleurs copropriete urgences urgence
        reanimation chirurgie pediatrie psychiatrie croix rouge civile civil protection zone base vie port grand petits marins
        marin espaces verts proprete voirie fourriere objets trouves objet main courante mains courantes rapport compte rendu
        plainte rappel note consigne consignes information infos renseignement origine nature heure date lieu lieux fait faits
        suite suites mesure mesures bilan decision cloture observation observations
        """

    private static let incidents = """
        accident accidents agression agressions altercation altercations appel appels arrachage arrestation assistance
        attroupement attroupements audition bagarre bagarres bruit bruits cambriolage cambriolages chute chutes collision conflit
        conflits controle controles couteau courses poursuite coups cris degradation degradations degagement delit depot depots
        depannage deplacement derangement detention differend differends disparition dispute disputes divagation echauffouree
        effraction enlevement escroquerie evacuation exhibition explosion extinction feu feux fouille fugue fuite fumee fumees gaz
        gene harcelement identification identite incendie incendies incivilite incivilites infraction infractions inondation
        insulte insultes interpellation interpellations interrogatoire intervention interventions intrusion ivresse jets malaise
        malaises manifestation menace menaces meurtre miction mineur mineurs nuisance nuisances obstruction occupation odeur
        odeurs outrage outrages palpation panne perquisition presence projectile projectiles prostitution racket rassemblement
        rassemblements rebellion recel recherche recherches reconnaissance refus regulation requisition rixe rixes rodeo rodeos
        saisie sauvetage sauvetages secours signalement signalements squat stationnement stupefiants stup stups surveillance
        tapage tapages tentative trafic trouble troubles tag tags vandalisme vente verification verifications vol vols violence
        violences voisinage vehicule vehicules voiture voitures mise relevage personne personnes homme hommes femme femmes enfant
        enfants chien chiens arbre arbres branche branches camera cameras alarme alarmes prejudice contravention amende amendes
        procedure constat constatation constatations remise fermeture ouverture passage passages transport transports ambulance
        hospitalisation deces suicide blessure blessures piece pieces carte permis passeport titre sejour telephone portable match
        marche manif rencontre compteur eau electricite fuite meteo vent pluie neige mistral orage canicule pollution massif
        olives effectif effectifs circulation reprise adresse adresses compte position contact message messages domicile retour
        calme plaque scooter trottinette trottinettes velo velos moto motos camion camions fourgon fourgons utilitaire poubelle
        poubelles conteneur conteneurs
        """

    /// Words of today that the list does not hold.
    private static let today = """
        abribus smartphone smartphones selfie dealers chouf choufs hooligan hooligans wifi mails tweet tweets phishing drones
        taser flashball tonfa chicha shit beuh subutex pitbull rottweiler sweat hoodie survet legging digicode videoprotection
        videosurveillance ethylotest ethylometre squatteur squatteurs quad quads tague taguee caillassage caillasse acr mns
        odorisation explosimetre desincarceration desincarcere kebab menottee deferement homophobe islamophobe antisemite vegan
        tractage blackbloc nassage lbd supporteurs stadier stadiers jet ski kitesurf paddle zodiac videoverbalisation fps
        alzheimer spdt spdre scarifications spa nac crack ecstasy mdma ghb meth tag tags graff tram trams airbag gps black bloc
        ultra ultras skate boomer feed live like chat snack burger pizza pizzeria sushi tacos kebabs wc toilettes tshirt tee shirt
        jeans baskets jogging polo sprays spray lacrymo bombe matraque tondeuse covid confinement couvre pass sanitaire check up
        off online stand by burn out drive shop store rdv pb pbs qqn qqch tt tte tts ts ds dsl svp stp bcp ms aprs avt chgt pers
        indiv veh ok ko cad pcq qd qqs nbx nbre nb mvt trx tx rapp sgt effr interp vict prop dom resp videur videurs physio barman
        barmaid dj sono karting laser cutter spot spots airsoft paintball gel hit run stop start
        """

    private static let states = """
        ivre ivres alcoolise alcoolisee alcoolises conscient consciente inconscient inconsciente agressif agressive agressifs
        violent violente present presente presents absent absente arme armee armes mineur mineure majeur majeure inconnu inconnue
        connu connue defavorablement calme correct correcte verbal legerement legere leger gravement grave blesse blessee blesses
        choque choquee decede decedee mort morte nu nue seul seule agite agitee confus confuse menacant menacante suspect suspecte
        fugueur fugueuse vivant vivante libre libres hostile cooperatif cooperative positif positive negatif negative urgent
        urgente sain saine sauf sauve vetu vetue porteur porteuse masque cagoule originaire libre apte inapte autonome valide
        """

    private static let roles = """
        victime victimes temoin temoins requerant requerante requerants auteur auteurs autrice plaignant plaignante plaignants
        conducteur conductrice passager passagere pieton proprietaire locataire locataires gardien gardienne gardiens brigadier
        brigadiere brigadiers agent agente agents adjoint adjointe sergent caporal lieutenant capitaine commandant colonel
        adjudant major chef cheffe inspecteur inspectrice commissaire gendarme policier policiere pompier infirmier infirmiere
        medecin ambulancier regulateur operateur operatrice mere pere fille fils frere soeur oncle tante cousin cousine neveu
        niece mari femme epoux compagnon compagne concubin concubine conjoint conjointe ami amie copain copine beau belle parent
        parents enfant enfants grand petit voisin voisine voisins ex interpelle interpellee interpelles individu individus suspect
        suspecte suspects mineur mineure patient patiente defunt defunte disparu disparue fugueur fugueuse mis mise cause
        directeur directrice gerant gerante patron patronne employe employee serveur serveuse vendeur vendeuse vigile caissier
        caissiere chauffeur livreur responsable president presidente principal proviseur professeur eleve etudiant etudiante
        avocat avocate juge maire adjointe procureur substitut elu elue concierge syndic commercant commercante boulanger
        pharmacien declarant declarante appelant appelante contrevenant contrevenante prevenu prevenue accuse complice
        beneficiaire titulaire mandataire heritier tuteur tutrice presume presumee presumes bord redacteur redactrice signataire
        rapporteur equipier equipiere operateur garcon monsieur madame pere bebe nourrisson maman papa mamie papi tonton tata
        riverain riveraine passant passante usager usagere occupant occupante vict indiv cond req tem prop plaig mec assure assuree
        assistante educateur educatrice instituteur institutrice conseiller conseillere militaire marin plongeur nageur cycliste
        motard motarde automobiliste joggeur joggeuse promeneur promeneuse client cliente touriste supporter sdf clochard toxicomane
        """

    private static let introductions = """
        nommant prenommant prenomme nommait nomme nommee nommes denomme denommee denommes prenomme prenommee susnomme susnommee
        nee epouse veuve veuf prenom prenoms nom noms identifie identifiee patronyme baptise interesse interessee intitule
        """

    private static let titles =
        """
        m mr mme mmes mlle mlles mm monsieur madame mademoiselle messieurs mesdames me maitre dr docteur pr sieur dame sgt cne vve
        bgr bch adj cdt maj col cpl mgx
        lt cdt bgd
        """

    private static let collocations = """
        jet jets coup coups massif massifs bouquet mur murs tas lancer lancers bloc blocs blocage pot pots huile couleur plein
        pleine parterre bris eclat eclats morceau morceaux gravats pluie rue avenue place pont filet marche caisse caisses vente
        vol odeur sac sacs carriere feu feux incendie incendies fuite fuites depot depots coupure fumee fumees odeurs tir tirs risque
        risques
        """
}
