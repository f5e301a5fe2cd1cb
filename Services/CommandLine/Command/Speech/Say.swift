import Foundation
import Runtime

/// The language of this run, from LC_ALL, LC_MESSAGES and LANG.
let spokenLanguage = Language(environment: ProcessInfo.processInfo.environment)

/// The sentence in the language of this run.
func say(_ english: @autoclosure () -> String, _ french: @autoclosure () -> String) -> String {
    spokenLanguage == .french ? french() : english()
}
