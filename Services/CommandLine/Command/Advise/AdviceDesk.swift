import Advice
import Domain

/// Advice for the events of one agenda: their outcomes are looked up once.
struct AdviceDesk {
    private let ground: AdviceGround
    private let events: [PlannedEvent]
    private let forecasts: [Forecast]
    private let weather: AdviceWeather?
    private let advisor: Advisor
    private let past: [PastEvent]
    init(ground: AdviceGround, events: [PlannedEvent], forecasts: [Forecast], weather: AdviceWeather?) {
        (self.ground, self.events, self.forecasts, self.weather) = (ground, events, forecasts, weather)
        advisor = Advisor(grid: ground.grid)
        let holidays = ground.holidays
        past = events.filter { event in
            event.end + History.after <= ground.now && !event.cells.isEmpty && !event.kind.isObstacle
                && ground.history.first.map { event.start - History.before >= $0 } == true
        }.map {
            ground.history.outcome(of: $0, conditions: Self.conditions($0, weather, holidays), asOf: ground.now, others: events)
        }
    }

    func advice(for event: PlannedEvent) -> EventAdvice {
        let (start, end) = (event.start - History.before, event.end + History.after)
        let forecast = Load.expected(in: event.cells, from: start, to: end, of: forecasts).flatMap { $0.covered > 0.9 ? $0.load : nil }
        let near = events.filter { $0.cells.contains { event.cells.contains($0) } }
        let usual = forecast ?? ground.history.usual(in: event.cells, from: start, to: end, asOf: ground.now, avoiding: near)
        return advisor.advise(
            event, in: Self.conditions(event, weather, ground.holidays), usual: usual, isForecast: forecast != nil, past: past)
    }

    private static func conditions(_ event: PlannedEvent, _ weather: AdviceWeather?, _ holidays: FrenchHolidays?) -> Conditions {
        let day = CivilDay(wallSeconds: event.start)
        return Conditions(
            wallSeconds: event.start, isHoliday: holidays.map { $0.isPublic(day) || $0.isSchool(day) },
            rain: weather?.rain(from: event.start - History.before, to: event.end + History.after),
            temperature: weather?.warmest(from: event.start - History.before, to: event.end + History.after))
    }
}
