/// An alert policy that says much: what is tested is that nothing is lost or doubled, not what an operator can take.
enum TestPolicy {
    static let yaml = """
        version: "test"
        sender: quietude
        signals:
          - name: unusual-activity
            kinds: [anomaly, cluster]
            categories: [forecast]
            maximum-p-value: 0.001
            minimum-observed: 3
            clear-p-value: 0.05
            severity: as-signal
            expires-after: 2h
            update-ratio: 1.5
            cool-down: 15m
            instruction:
              fr: "Vérifier sur place ; renforcer la présence si la situation dure."
              en: "Check on site; reinforce presence if it lasts."

          - name: grave-activity
            kinds: [anomaly, cluster]
            categories: [shots, suspicious-object]
            maximum-p-value: 0.01
            clear-p-value: 0.1
            severity: severe
            expires-after: 4h
            update-ratio: 1.5

          - name: linked-facts
            kinds: [association, rule]
            categories: [all]
            maximum-p-value: 0.01
            clear-p-value: 0.1
            certainty: likely
            expires-after: 4h
            cool-down: 30m

          - name: source-silent
            kinds: [source-silent]
            categories: [all]
            maximum-p-value: 0.01
            clear-p-value: 0.05
            cap-category: Infra
            severity: minor
            expires-after: 12h
            cool-down: 1h
            instruction:
              fr: "Vérifier le connecteur de cette source : ses données manquent aux prévisions."
              en: "Check this source's connector: forecasts lack its data."

        forecasts:
          - name: busy-window
            categories: [forecast]
            lead-at-most: 1d
            total-at-least: 20
            cell-at-least: 4
            clear-ratio: 0.8
            cells-listed: 10
            severity:
              - { at-least: 1, is: minor }
              - { at-least: 2, is: moderate }
              - { at-least: 4, is: severe }
            expires-after: 0s
            update-ratio: 1.3
            cool-down: 1h

        """
}
