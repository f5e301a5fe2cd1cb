import Domain

/// What one source of a city says over a stretch: each of its reports in order of arrival, and what stands of them in the end.
struct SourceStory {
    let arrivals: [Arrival]
    /// Ids in order of their first report, with the last version of each.
    let last: [Observation]

    init(_ arrivals: [Arrival]) {
        self.arrivals = arrivals
        var order: [String] = []
        var latest: [String: Observation] = [:]
        for arrival in arrivals {
            let observation = arrival.observation
            guard let known = latest[observation.observationID] else {
                order.append(observation.observationID)
                latest[observation.observationID] = observation
                continue
            }
            if observation.version > known.version { latest[observation.observationID] = observation }
        }
        last = order.compactMap { latest[$0] }
    }

    /// What stands: neither withdrawn nor an exercise.
    var standing: [Observation] { last.filter { $0.operation != .withdraw && $0.status == .actual } }

    /// Only incidents of it.
    static func isIncident(_ observation: Observation) -> Bool { Category(code: observation.originalCode)?.use != .reading }
}

extension FeedFile.Fact {
    /// What an observation means, at another place where one is given.
    init(_ observation: Observation, code: String? = nil, at place: (Double, Double)? = nil) {
        var own: (Double, Double)?
        if let latitude = observation.latitude, let longitude = observation.longitude { own = (latitude, longitude) }
        self.init(
            code ?? observation.originalCode, observation.phenomenonStart?.seconds ?? 0, end: observation.phenomenonEnd?.seconds,
            at: place ?? own, value: observation.value, upper: observation.upper)
    }
}
