import ArgumentParser

/// `quietude advise`: how many teams, how many barriers, where and at what time.
struct Advise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advise",
        abstract: say("How many teams and barriers, where, at what time.", "Combien d'équipes et de barrières, où, à quelle heure."),
        discussion: say(
            "Offline, from files. EVENTS is time,lat,lon,category, as for backtest. AGENDA is id,kind,start,end,lat,lon and, where known, radius,attendance,teams,barriers,measures (words apart by spaces); past and coming events alike. Times are the local wall clock. What nobody said is left empty, and is never taken for zero.",
            "Hors ligne, depuis des fichiers. EVENTS est time,lat,lon,category, comme pour backtest. AGENDA est id,kind,start,end,lat,lon et, si on le sait, radius,attendance,teams,barriers,measures (mots séparés par des espaces) ; événements passés et à venir. Heures locales. Ce que nul n'a dit reste vide, et n'est jamais pris pour zéro."
        ),
        subcommands: [AdviseEvents.self, AdviseAgenda.self, AdviseOutlook.self, AdviseCoverage.self])
}
