import Domain
import Foundation

/// The sky over the city: a function of the seed and of the time alone.
struct Weather {
    /// Metres a second, mean over ten minutes.
    let wind: Double
    /// Degrees Celsius.
    let temperature: Double
    /// Millimetres in an hour.
    let rain: Double
    /// Météo-France's colours: 1 green ... 4 red.
    let vigilance: Int

    init(seconds: Int64, week: Week, seed: UInt64) {
        let (day, hour) = LocalClock.local(at: seconds)
        var daily = SplitMix64(seed: seed, 3, UInt64(bitPattern: day))
        let mistral = week.isMistral(day: day)
        let breeze = daily.uniform(1.5, 5)
        let gust = daily.uniform(15, 22)
        let warmth = daily.gaussian(deviation: 2.5)
        let rainyDay = !mistral && daily.chance(0.16)
        let rainCentre = daily.uniform(0, 24)
        let rainAmount = daily.exponential(mean: 3)
        var hourly = SplitMix64(seed: seed, 4, UInt64(bitPattern: seconds.floorDivided(by: 3_600)))
        let noise = hourly.gaussian()

        let season = cos(2 * Double.pi * (Double(LocalClock.dayOfYear(day: day)) - 205) / 365.25)
        let daytime = cos(2 * Double.pi * (hour - 15) / 24)
        temperature = 16 + 8.5 * season + 4.5 * daytime + warmth + 0.3 * noise - (mistral ? 3 : 0)
        wind = max(0, (mistral ? gust * (0.85 + 0.15 * daytime) : breeze * (1 + 0.4 * daytime)) + 0.5 * noise)
        let away = hour - rainCentre
        let shower = rainyDay ? rainAmount * exp(-away * away / 8) : 0
        rain = shower < 0.1 ? 0 : (shower * 10).rounded() / 10
        vigilance = mistral ? 3 : (rainyDay && rainAmount > 8 ? 3 : (rainyDay ? 2 : 1))
    }

    /// By how much the weather multiplies a kind of incident.
    func factor(for category: Category) -> Double {
        let blowing = wind > 12
        switch category {
        case .fireVegetation: return (blowing ? 6 : 1) * (temperature > 25 ? 2 : 0.7)
        case .treeHazard: return blowing ? 10 : 1
        case .fireStreet: return blowing ? 1.5 : 1
        case .flood: return rain > 2 ? 25 : (rain > 0 ? 5 : 0.3)
        case .roadAccident: return rain > 0 ? 1.5 : 1
        case .drowning: return blowing ? 0.3 : (temperature > 24 ? 3 : 0.6)
        case .noise, .gathering: return rain > 0.5 ? 0.5 : (temperature > 22 ? 1.25 : 1)
        default: return 1
        }
    }
}
