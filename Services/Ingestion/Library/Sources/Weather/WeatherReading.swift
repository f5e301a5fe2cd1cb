import Domain

/// From a measure of a station to a reading.
struct WeatherReading: Sendable {
    private var temperature: String
    private var wind: String
    private var rain: String

    init(_ context: SourceContext) {
        temperature = context.code([], else: [.temperature])
        wind = context.code([], else: [.wind])
        rain = context.code([], else: [.rain])
    }

    func code(_ category: Category) -> String {
        switch category {
        case .wind: wind
        case .rain: rain
        default: temperature
        }
    }

    /// Degrees Celsius, m/s or mm, with what is known of it; nil where no place on Earth has such a value.
    static func set(_ number: Double, _ scale: WeatherLayout.Scale, in observation: inout Observation) -> Bool {
        switch scale {
        case .kelvin, .celsius, .kelvinOrCelsius:
            let isKelvin = scale == .kelvin || (scale == .kelvinOrCelsius && number > 150)
            // Two decimals, so that 281.15 K is 8 °C and not 7.999999 (exports that subtracted before us say such things too).
            let celsius = ((isKelvin ? number - 273.15 : number) * 100).rounded() / 100
            guard (-95...65).contains(celsius) else { return false }
            observation.value = celsius
            observation.unit = "Cel"
        case .wind:
            guard (0...120).contains(number) else { return false }
            observation.value = number
            observation.unit = "m/s"
        case .rain:
            observation.unit = "mm"
            if number == -0.1 {
                // Traces: something fell, less than can be measured.
                (observation.lower, observation.upper) = (0, 0.1)
                return true
            }
            guard (0...2_000).contains(number) else { return false }
            observation.value = number
        }
        return true
    }
}
