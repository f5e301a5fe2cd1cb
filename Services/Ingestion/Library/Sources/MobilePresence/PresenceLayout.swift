/// Which column of an operator's table holds what.
struct PresenceLayout: Sendable {
    let day: Int
    let slot: Int?
    /// Where the slot's end has a column of its own.
    let slotEnd: Int?
    let zone: Int
    let kind: Int?
    let origin: Int?
    let volume: Int
    let factor: Int?
    let quality: Int?

    /// Parts of names of columns that tell devices or people apart.
    private static let personal = [
        "imei", "imsi", "msisdn", "iccid", "device", "terminal", "abonne", "subscriber", "userid", "idclient", "idutilisateur", "telephone",
        "phone", "macaddress", "adressemac", "adid", "idfa", "hash", "pseudonym", "trajectoire", "trajectory",
    ]

    /// Throws where the header tells devices apart, or lacks what is needed. `hasScale`: it is declared how many people one observed stands for.
    init(_ header: [String], hasScale: Bool) throws(FileProblem) {
        let names = header.map(EventField.fold)
        if let index = names.firstIndex(where: { name in Self.personal.contains { name.contains($0) } || name == "mac" }) {
            throw FileProblem(
                description: "the column `\(header[index].prefix(40))` tells devices or people apart: only counts are taken; "
                    + "ask the operator for counts by zone and slot")
        }
        if names.contains(where: { $0.contains("percentchange") }) {
            throw FileProblem(
                description: "the table holds changes in per cent against a baseline, which are no counts of people; it is not taken")
        }
        func find(_ candidates: String...) -> Int? { candidates.lazy.compactMap { names.firstIndex(of: $0) }.first }
        let raw = find("volumebrut", "volumeobserve", "brut", "rawvolume")
        let whole = find(
            "volume", "volumeredresse", "volumeestime", "volumetotal", "volumepersonnes", "presence", "effectif", "nombre",
            "nombrepersonnes", "nbpersonnes", "count", "persons", "people", "visitors", "population", "estimation")
        let factor = find(
            "coefficient", "facteur", "redressement", "coefredressement", "tauxredressement", "scalingfactor", "expansionfactor")
        let slot = find(
            "tranchehoraire", "tranche", "heure", "slot", "timeslot", "hour", "creneau", "plagehoraire", "plage", "heuredebut", "hdebut",
            "starttime", "starthour")
        let slotEnd = find("heurefin", "hfin", "endtime", "endhour")
        if slot == nil,
            let index = names.firstIndex(where: { name in ["heure", "hour", "horaire", "slot"].contains { name.contains($0) } })
        {
            throw FileProblem(
                description:
                    "`\(header[index].prefix(40))` seems to tell the slot, by a name that is not known: call it TrancheHoraire")
        }
        guard let day = find("date", "jour", "day"),
            let zone = find(
                "zone", "nomzone", "zonename", "zonelibelle", "libellezone", "idzone", "codezone", "iris", "codeiris", "zoneid"),
            let volume = whole ?? raw
        else {
            let has = header.prefix(12).map { String($0.prefix(40)) }.joined(separator: ", ")
            throw FileProblem(description: "the header must name a date, a zone and a volume; it has \(has)")
        }
        guard whole != nil || factor != nil || hasScale else {
            throw FileProblem(
                description: "`\(header[volume].prefix(40))` is what was observed of one operator's customers; "
                    + "a column `Coefficient` or a declared scale must say how many people that is")
        }
        self.day = day
        self.slot = slot
        self.slotEnd = slot == nil ? nil : slotEnd
        self.zone = zone
        kind = find("categorie", "profil", "classe", "segment", "type", "class", "category")
        origin = find("provenance", "origine", "origin")
        self.volume = volume
        self.factor = whole == nil ? factor : nil
        quality = find("qualite", "quality")
    }
}
