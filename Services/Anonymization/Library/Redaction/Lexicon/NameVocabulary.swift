/// First names and surnames that matter because they are also words of the lexicon, or because lower case hides them; without accents.
/// What the lexicon does not know is covered anyway.
enum NameVocabulary {
    static let entries: [VocabularyEntry] = [
        .init(.firstName, firstNames), .init([.firstName, .commonWord], commonFirstNames), .init(.surname, surnames),
        .init([.surname, .commonWord], commonSurnames),
    ]

    private static let firstNames = """
        marie jean jeanne louis rene jacques bernard claude joseph jacqueline julien laurent pascal madeleine olivier louise
        marguerite veronique maxime guillaume serge paulette germaine romain clement virginie jules denis mathieu benjamin
        charlotte laura florence maria patrice sylvain benoit elise valentin micheline baptiste pascale alexandra clemence auguste
        richard laure pierrette morgane berthe martin sabine regis robin margot marina adele augustin alphonse victoria augustine
        clementine martial manuel julienne clarisse victoire constance jeremie amine oscar rosalie diane jeannette iris rosa maya
        loris jack alexandrine octave leonard henry ana moise aicha milan brandon moussa lois celestin melodie marin anis jenny
        luis camelia daphne thais dina sana cesar philippine fatma casimir aubin mina lino muguette matis colin desiree mathurin
        tommy rosette doris eglantine nadir peter celeste marjolaine lia octavie hilaire hermine hyacinthe dan lisette urbain maia
        cassie lorraine florentin florentine guillemette sylvestre emir narcisse gloria sibylle tara erine aria seraphin ben
        yasser matisse anais cherif pierrot merlin melia olive mark lamine dora thomas murat jesus eden rosie samba balthazar
        tomas delia adonis mira neo kelvin alvin modeste alexine batiste rosaire prudence islam medina gerome sidi rami cheikh
        dahlia serine aya ondine douglas collette saturnin clairette linette charlene placide valentine ali omar sami samir karim
        rachid mehdi nabil farid said malik bilal ilyes rayan adam noah lea zoe ines lina sarah emma camille chloe manon paul
        antoine nicolas philippe michel alain andre christian daniel gerard francois eric david thierry patrick frederic stephane
        christophe sebastien alexandre anthony kevin thomas lucas hugo theo enzo nathan ethan gabriel raphael arthur leo tom jules
        victor simon alexis vincent fabrice sandrine nathalie isabelle sylvie catherine francoise monique christine nicole valerie
        anne sophie caroline celine audrey stephanie emilie julie aurelie elodie melanie mathilde pauline marion lucie alice eva
        juliette agathe fatima khadija aminata mamadou ibrahim mohamed mohammed ahmed youssef yassine hamza ismael adel hassan
        hussein abdel abdou kamel khaled mourad mustapha hakim fares sofiane walid zineb nadia samira leila yasmine soraya amina
        farida djamila malika houria aissatou fatoumata oumar ousmane boubacar amadou sekou ibrahima giovanni antonia angelo
        dominique corinne brigitte chantal martine josiane odile denise simone yvette lucienne raymonde henriette suzanne odette
        ginette yvonne maurice roger raymond marcel lucien fernand edouard edmond ferdinand leon gustave eugene ernest gaston
        emile albert robert georges henri charles etienne gilbert gilles guy yves yvon herve joel lionel ludovic cedric damien
        fabien florian gregory jerome johan jonathan jordan loic mickael quentin remi sacha steven teddy tristan wilfried william
        xavier yann yoann yohan mario marco luca matteo tony ricardo jose pedro joao fernando carlos miguel dimitri igor ivan
        vladimir oksana olga tatiana vartan hrant sarkis aram garo ani nairi
        """

    private static let commonFirstNames = """
        pierre rose claire urbain martial manuel modeste placide hilaire line megane mercedes octavia fabia romeo marine jade ambre noel aime blanche reine angelique aurore romane
        desire ange line flore garance honore capucine violette anis constant perle sauveur grace fortune brune harmonie vital
        franc saint melissa don vanille cerise aimable cannelle divine parfait candide innocent juste fidele prudent merveille
        saphir prune fleur lilas lune gloire esperance felicite olympe colombe prince soleil automne barbe marc loup avril juin
        august tina ken chance solene mai victor bonne lorry roman jasmin prosper guy nana lin nina ines emile tais
        """

    private static let surnames = """
        martin bernard thomas robert richard petit durand dubois moreau laurent simon michel lefebvre leroy roux david bertrand
        morel fournier girard bonnet dupont lambert fontaine rousseau vincent muller lefevre faure andre mercier blanc guerin
        boyer garnier chevalier francois legrand gauthier garcia perrin robin clement morin nicolas henry roussel mathieu gautier
        masson marchand duval denis dumont marie lemaire noel meyer dufour meunier brun blanchard giraud joly riviere lucas brunet
        gaillard barbier arnaud martinez gerard roche renard schmitt roy leroux colin vidal caron picard roger fabre aubert
        lemoine renaud dumas lacroix olivier philippe bourgeois pierre benoit rey leclerc payet rolland leclercq guillaume lecomte
        lopez jean dupuy guillot hubert berger carpentier sanchez dupuis moulin louis deschamps huet vasseur perez boucher fleury
        royer klein jacquet adam paris poirier marty aubry guyot carre charles renault charpentier menard maillard baron bertin
        bailly herve schneider fernandez legall collet leger bouvier julien prevost millet perrot daniel lecocq cousin germain
        breton besson langlois remy lejeune mallet gregoire pons chauvin pasquier hamon reynaud barre boulanger bazin leblanc
        lebrun lesage lebon legros leduc lemaitre leloup tanguy jourdan marechal marin maury humbert jacob hardy monnier tessier
        tournier texier besnard rossi cordier carlier pelletier barthelemy ferrand guichard meunier vallee bousquet briand
        couturier mace pottier vallet verdier blondel chartier delorme bouchet gilbert guibert perrier cartier fouquet rigaud
        bailleul camus tisserand tixier mercier maréchal marechal savary sauvage seguin valentin vernet vial vigneron villard
        voisin weber olive castel chabot cardon coste conte constantin bastien bastide balzac bellanger berthier bichon bigot
        billard binet blanchet blin bois boisseau bonnard bonhomme boudet bouillon bourdon bourgoin bourguignon bouquet bourdin
        brault bricard brossard bruneau buisson bureau cadet caille camille canal carrel cassin chaillou champion chapelle chapuis
        charbonnier chardon charrier chatelain chauvet chevallier cholet clavel cochet collin colombier combe comte coq corbin
        cornet cornu cottin coulon courtois couvreur crepin croizet daumas dauphin david daguet delage delahaye delmas dore doucet
        droit duclos dujardin duchene dupin dupre durieu ermite faucher faucon favre fayolle ferrier ferry fevrier flament fleur
        florentin foret fortin foucher fourcade fourrier franc frere gallet gallois garcon garde gardien garreau gaudin gay genet
        gentil georges gervais gigot gilet giroud godard gomez gourdon grand granger gras grenier gros guerrier guillon hebert
        huguenin imbert jacquemin jardin jolivet josse jouve jullien labbe laborde lafont lagarde lalande lamy lange laporte
        lasserre laval lavigne lebas lebeau lecoq loiseau lopes lorrain louvet magnan maillot maison mandon mangin marais marcel
        marcel marchal mariage marion marmier marquis marteau mas massif mathis maurel mauger mayer merle merlin michaud millot
        mignot moine moinet monet montagne morand moreau moulinier neveu nivelle noir normand oger orsini page paillard parent
        pascal pastor pasteur pavillon paysan pelissier pepin perret perron pichon picot pigeon pilon pinson pineau pinard poisson
        poitevin pommier portier potier poulain poulet pouget prat prieur proust provost prudhomme puech quentin rabot raison
        ravel raymond renaudin ribeiro ricard rocher rodier roland romain rondeau roque rosier rossignol rouge rouget rousset
        rouviere roy ruiz sabatier salmon samson sarrazin saunier sauvage sauveur savoie serre seigneur sellier serrano sicard
        sylvestre simonet soulier tardieu tavernier teissier terrier thibault tissot tondu toussaint touze tremblay trinquier
        vache vacher vaillant valette valin vasseur verger verrier vert vieux vigne viguier vilain villain vincent vivier vollet
        wagner zimmermann bellon bonnefoy chaumont coulomb desbois delaunay dauphine esposito ferrari rizzo russo gallo lombard
        lombardi romano santoni casanova leca colonna mari bah ba ka sy ly sow fall diop sarr seck niang abeille agneau allard
        amiot ancel audin auger aubin avril babin bachelet bague balmain barbe barbet bardin barreau basset baudin baudet beau bec
        becker belin benard benech berard bergeron berthe billon biron blondeau boissier boiteux bon bonneau bonnin borel bosc
        bossu boudin boulet bourrelier bouton boutin brochet brochard broussard brute bruyere buffet caillaud calvet camps capron
        carton castan caumont causse cellier cerf chabanne charon charlot charrier chaput chasseur chemin chene cheron chopin
        claudel clerc clair cloutier cocher coiffard combes cornille cottet couderc coupe couronne cros cuvelier dalmas damien
        darras daniau debray decamps desmoulins diot docteur doré doux dur ecuyer eveque evrard fage fayet feraud ferrer feuillet
        fichet fievre figuier flandrin forestier forgeron forget fouque froment fromage gabin gagne galland ganne garin gaspard
        gaucher geoffroy gilles gobert godet gontier grandjean gravier grimaud grosjean guignard guitton hamel hardouin heritier
        huard jaunet jeunet lacoste lacour lachaise lafleur laforet lamarque lamotte landais lapierre laroche larue latour lavaud
        lelievre lenoir lepage lesueur levasseur lhomme lievre longuet lorin loup luneau lussac macon maitre malet manceau marc
        marceau marechaux margerie mars mauduit melin mesnard messager meyrueis milan millon minier mollet monnet mouton mounier
        nardin nguyen noël noyer paget palmier papin parisot patin pauchard paul pellerin perdrix petitjean peyre philibert
        pierron piquet plantier poncet pont porcher poste pottier poussin prat prigent quillet rambaud raynaud reboul renouard
        ribes rigal rivet robinet rochette rosset roubaud roussin sage saget saison salles salomon sarda saulnier savin schwartz
        segura serra serrurier sire soler sorin soulie tailleur tellier tessier thery thierry tonneau tourneur trouve turpin
        vachon valat vannier vasse vaudois vaugeois veau verdun verne vernier vial vignal vignon vinet violet vivien voltaire
        """

    private static let commonSurnames =
        """
        bois grand gros noir vert rouge beau bon franc droit frere garde maison page place poste pont chemin montagne parent
        vieux vache jardin bureau bouton coupe carton garcon doux dur rond clair champion mars avril coq pigeon poulet poisson
        mouton veau chasseur tailleur docteur maitre sage saison canal raison voisin cousin neveu gardien pavillon massif
        violet brun blanc noir vert rouge roux gris bleu marche fievre fromage sauvage urbain tonneau rivet piquet palmier poste
        chaussee gravier fumee poudre barre barreau
        """
}
