import Testing

@testable import Runtime

@Suite("Help")
struct HelpTests {
    @Test(
        "every setting of every service is listed with flag, variable, file key and default, in both languages",
        arguments: ServiceAddress.all.map(\.name), [Language.english, .french])
    func complete(service: String, language: Language) throws {
        let catalogue = SettingsCatalogue(service: service)
        let text = HelpText(catalogue, language: language).text
        for setting in catalogue.settings {
            #expect(text.contains("  \(setting.flag) "))
            #expect(text.contains(setting.variable))
            #expect(text.contains(": \(setting.key)\n"))
            #expect(text.contains(language == .french ? setting.french : setting.english))
            let explained = setting.explainedDefault.map { language == .french ? $0.french : $0.english }
            #expect(text.contains(try #require(setting.standard ?? explained)))
        }
    }

    @Test("the two languages differ for each setting")
    func translated() {
        for setting in SettingsCatalogue(service: "notification").settings { #expect(setting.english != setting.french) }
    }

    @Test("flags and variables of one service are all different")
    func distinct() {
        let settings = SettingsCatalogue(service: "notification").settings
        #expect(Set(settings.map(\.flag)).count == settings.count)
        #expect(Set(settings.map(\.variable)).count == settings.count)
    }

    @Test("POSIX's locale variables choose the language, the strongest first")
    func language() {
        #expect(Language(environment: ["LANG": "fr_FR.UTF-8"]) == .french)
        #expect(Language(environment: ["LANG": "fr_FR.UTF-8", "LC_ALL": "C"]) == .english)
        #expect(Language(environment: ["LANG": "fr", "LC_ALL": ""]) == .french)
        #expect(Language(environment: ["LANG": "fry_NL"]) == .english)
        #expect(Language(environment: [:]) == .english)
    }
}
