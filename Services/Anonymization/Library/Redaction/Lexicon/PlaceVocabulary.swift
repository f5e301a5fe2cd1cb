/// Kinds of street and of public place, towns, countries, makes and well-known places; without accents.
enum PlaceVocabulary {
    static let entries: [VocabularyEntry] = [
        .init([.street, .ordinary], streets), .init([.place, .ordinary], places), .init([.dwelling, .ordinary], dwellings),
        .init(.proper, towns), .init(.proper, countries), .init(.proper, makes), .init(.proper, landmarks), .init(.proper, brands),
    ]

    private static let streets = """
        rue rues r avenue av ave bd bld boul blvd boulevard boulevards place pl placette impasse imp chemin ch che chem allee
        allees all cours crs quai quais route rte traverse trav square sq esplanade esp promenade prom montee mte descente rampe
        ruelle venelle passage sentier faubourg fg corniche rond chaussee voie carrefour autoroute escalier escaliers vallon villa
        hameau lotissement lot clos residence res resid cite cites copropriete domaine dom immeuble peripherique rocade
        """

    private static let places = """
        parc jardin jardins station metro tram tramway gare arret bus stade gymnase piscine plage plages port lycee college ecole
        ecoles universite faculte fac creche maternelle hopital hopitaux clinique chu ehpad eglise basilique cathedrale mosquee
        synagogue temple chapelle cimetiere musee theatre cinema bibliotheque mediatheque opera palais fort tour tours pont tunnel
        viaduc passerelle porte quartier quartiers secteur centre mail marche halle halles rond calanque calanques anse ile bois
        foret colline lac bassin fontaine monument hotel mairie commissariat caserne prison foyer terrain complexe esplanade
        parking aeroport aerogare terminal digue jetee pointe cap zac zi echangeur terminus pole bois bar brasserie anse bastide
        chateau skatepark skate dojo conservatoire auditorium arena salle dome
        """

    private static let dwellings =
        """
        bat batiment bt appt appartement apt app etage etages etg esc escalier hall porte pte interphone digicode bp cedex rdc
        bloc villa studio logement chambre chbre entree
        """

    private static let towns = """
        paris marseille lyon toulouse nice nantes montpellier strasbourg bordeaux lille rennes reims toulon grenoble dijon angers
        nimes villeurbanne aix avignon cannes antibes perpignan besancon metz orleans rouen mulhouse caen nancy argenteuil
        montreuil tours limoges amiens annecy brest poitiers versailles creteil bobigny nanterre pau calais ajaccio bastia frejus
        valence chambery colmar quimper lorient troyes niort albi tarbes arras beziers narbonne carcassonne montauban gap digne
        draguignan hyeres aubagne allauch vitrolles marignane martigues istres salon miramas arles tarascon gardanne ciotat cassis
        penne mirabeau septemes vallons cuques rognac berre velaux ventabren fos bouc sausset carry ensues gignac cabries simiane
        mimet fuveau trets rousset peynier greasque cadolive roquevaire gemenos cuges ceyreste carnoux roquefort bedoule auriol
        peypin lambesc pelissanne lancon eyguieres mallemort senas orgon chateaurenard rognonas barbentane graveson maillane noves
        cavaillon carpentras orange manosque pertuis sisteron brignoles sanary bandol seyne vauvert ales bagnols sete agde
        beaucaire lunel provence rhone bouches alpes azur cote var vaucluse gard herault corse corte bretagne normandie alsace
        lorraine picardie savoie isere drome ardeche nord mediterranee guadeloupe martinique guyane reunion mayotte alger oran
        constantine annaba setif bejaia tizi ouzou tunis sfax sousse rabat casablanca tanger fes meknes oujda agadir dakar bamako
        conakry abidjan moroni tananarive antananarivo beyrouth erevan istanbul ankara moscou kiev londres rome milan naples turin
        genes madrid barcelone lisbonne porto bruxelles geneve lausanne berlin bucarest mamoudzou nouakchott yaounde douala
        kinshasa lome cotonou cayenne noumea papeete
        """

    private static let countries = """
        france algerie maroc tunisie libye egypte senegal mali guinee ivoire comores madagascar cameroun congo gabon togo benin
        niger nigeria tchad mauritanie turquie syrie liban irak iran armenie georgie russie ukraine roumanie bulgarie pologne
        allemagne italie espagne portugal belgique suisse luxembourg angleterre irlande canada bresil chine japon vietnam inde
        pakistan afghanistan bangladesh albanie kosovo serbie croatie grece europe afrique asie amerique somalie erythree soudan
        ethiopie mongolie haiti
        """

    private static let makes = """
        renault clio megane twingo captur kadjar scenic kangoo trafic master zoe laguna espace modus peugeot partner expert boxer
        citroen berlingo picasso cactus jumpy jumper xsara saxo dacia sandero duster logan volkswagen polo golf tiguan passat
        touran caddy audi bmw mercedes benz sprinter vito smart mini opel corsa astra zafira vivaro ford fiesta focus kuga transit
        toyota yaris aymara corolla auris hyundai kia picanto nissan qashqai micra juke honda civic yamaha suzuki kawasaki ktm
        piaggio vespa kymco sym aprilia ducati fiat punto panda ducato iveco seat leon ibiza skoda fabia octavia volvo tesla
        porsche ferrari lamborghini jaguar range rover land jeep lancia alfa romeo mazda mitsubishi xmax nmax forza booster
        typhoon ninebot xiaomi segway iphone samsung galaxy huawei nokia apple android ipad macbook playstation nintendo xbox
        abarth cupra duster honda harley davidson triumph gsxr ds
        """

    private static let landmarks = """
        canebiere velodrome joliette castellane prado noailles belsunce panier estaque endoume pharo catalans borely longchamp
        timone baille blancarde bougainville euromediterranee gantes arenc luminy mazargues bonneveine prophete frioul goudes
        callelongue sormiou morgiou sugiton montredon madrague malmousque vallon auffes corderie reformes chartreux malpasse
        bagatelle flamants busserine kalliste castellane aou bricarde solidarite castors savine campanules rouviere valbarelle
        escale valentine littoral merlan capelette menpenti rabatau dromel michelet rouet perier paradis rome aix friche mucem
        major terrasses docks dock silo bompard roucas garde joliette
        """

    /// Names of several words that stand alone.
    static let phrases = [
        "Vieux-Port", "Orange Vélodrome", "Stade Vélodrome", "Grand Littoral", "Porte d'Aix", "La Timone", "La Canebière", "La Joliette",
        "Le Panier",
        "Les Flamants", "La Busserine", "La Castellane", "Bel Azur", "Air Bel", "Félix Pyat", "Frais Vallon", "La Rouvière", "Plan d'Aou",
        "Notre-Dame de la Garde",
        "Saint-Charles", "Sainte-Marguerite", "Saint-Antoine", "Sainte-Marthe", "Saint-Louis", "Saint-Just", "Saint-Barnabé", "Saint-Loup",
        "Saint-Marcel",
        "Saint-Henri", "Saint-André", "Saint-Mauront", "Belle de Mai", "La Rose", "Malpassé", "Les Olives", "La Valentine", "Pointe-Rouge",
        "Escale Borély",
        "Rond-point du Prado", "Cours Julien", "La Plaine", "Les Goudes", "La Cayolle", "Parc Kalliste", "Les Terrasses du Port",
        "Docks Village",
        "Gare du Nord", "Gare de Lyon", "Part-Dieu", "Croix-Rousse", "La Défense", "Tour Eiffel", "Champs-Élysées", "Promenade des Anglais",
        "Croix-Rouge",
        "Île-de-France", "Côte d'Azur", "Bouches-du-Rhône", "Alpes-Maritimes", "Haute-Savoie", "Pas-de-Calais", "Seine-Saint-Denis",
        "Val-de-Marne",
        "Hauts-de-Seine", "Plan-de-Cuques", "Aix-en-Provence", "Salon-de-Provence", "La Ciotat", "Port-de-Bouc", "Port-Saint-Louis",
        "Les Pennes-Mirabeau",
        "Septèmes-les-Vallons", "Fos-sur-Mer", "La Seyne-sur-Mer", "Six-Fours", "Villeneuve-d'Ascq", "Clermont-Ferrand", "Le Havre",
        "Le Mans", "La Rochelle",
        "Saint-Étienne", "Saint-Denis", "Saint-Malo", "Saint-Nazaire", "Fort-de-France", "Tizi Ouzou", "Cap-Vert", "Côte d'Ivoire",
        "Royaume-Uni", "États-Unis",
        "Leroy Merlin", "La Poste", "Crédit Agricole", "Société Générale", "Crédit Mutuel", "Burger King", "Land Rover", "Alfa Romeo",
        "Harley Davidson",
        "Hôtel de Ville", "Hôtel de Police", "Palais de Justice", "Quai des Belges", "Place Castellane", "Le Pharo", "L'Estaque",
        "Vallon des Auffes",
    ]

    private static let brands = """
        carrefour auchan leclerc lidl aldi monoprix casino intermarche franprix picard decathlon ikea darty fnac boulanger
        castorama primark zara mcdonald mcdo quick kfc burger starbucks amazon uber deliveroo bolt lime dott voi tier pony velib
        total totalenergies esso shell orange sfr bouygues free bnp lcl societe generale credit agricole mutuel caisse epargne
        postale chronopost dhl ups fedex paypal revolut leboncoin vinted airbnb google facebook instagram snapchat tiktok whatsapp
        telegram twitter youtube discord twitch netflix gmail hotmail outlook wanadoo laposte yahoo marlboro heineken ricard coca
        cola ligue om psg ol losc asse ogcn uefa fifa ramadan aid noel paques toussaint pentecote ascension
        """
}
