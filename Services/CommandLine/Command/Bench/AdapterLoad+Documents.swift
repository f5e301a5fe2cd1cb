/// Documents made by us in the layouts of the standards.
extension AdapterLoad {
    static func synop(_ bytes: Int) -> [UInt8] {
        let head =
            "numer_sta;date;pmer;tend;cod_tend;dd;ff;t;td;u;vv;ww;w1;w2;n;nbas;hbas;cl;cm;ch;pres;niv_bar;geop;tend24;tn12;tn24;tx12;tx24;"
            + "tminsol;sw;tw;raf10;rafper;per;etat_sol;ht_neige;ssfrai;perssfrai;rr1;rr3;rr6;rr12;rr24;phenspe1;phenspe2;phenspe3;phenspe4;"
            + "nnuage1;ctype1;hnuage1;nnuage2;ctype2;hnuage2;nnuage3;ctype3;hnuage3;nnuage4;ctype4;hnuage4\n"
        return repeated(bytes, head: head) { number in
            let time = stamp(number / 60 * 3)
            return "0\(7_000 + number % 60);\(time.year)\(two(time.month))\(two(time.day))\(two(time.hour))0000;102190;-160;8;200;"
                + "\(number % 20).500000;28\(number % 10).150000;278.250000;82;20000;0;mq;mq;90.000000;8;450;35;60;62;101880;mq;mq;210;mq;mq;mq;mq;"
                + "mq;mq;mq;7.200000;9.300000;-10;1;0.000000;mq;mq;0.000000;\(number % 3).400000;0.600000;mq;1.000000;mq;mq;mq;mq;"
                + "2;6;540;7;3;2700;mq;mq;mq;mq;mq;mq\n"
        }
    }

    static func climatology(_ bytes: Int) -> [UInt8] {
        let head =
            "NUM_POSTE;NOM_USUEL;LAT;LON;ALTI;AAAAMMJJHH;RR1;QRR1;DRR1;QDRR1;FF;QFF;DD;QDD;FXY;QFXY;DXY;QDXY;HXY;QHXY;T;QT;TD;QTD;U;QU\n"
        return repeated(bytes, head: head) { number in
            let time = stamp(number)
            return "13000001;SOMEWHERE;43.300000;5.400000;75;\(time.year)\(two(time.month))\(two(time.day))\(two(time.hour));"
                + "\(number % 4).2;1;;;\(number % 12).4;1;320;1;6.1;1;330;1;\(number % 24)12;9;\(number % 30).5;1;8.1;1;61;1\n"
        }
    }

    static func presence(_ bytes: Int) -> [UInt8] {
        repeated(bytes, head: "Date;TrancheHoraire;Zone;Categorie;Provenance;Volume;Qualite\n") { number in
            let slot = number / 120
            let time = stamp(slot)
            let kind = ["Resident;Locale", "Excursionniste;Bouches-du-Rhone", "Touriste;Etranger"][number % 3]
            let volume = number % 7 == 0 ? "<20" : "\(number * 31 % 1_900 + 20)"
            return "\(two(time.day))/\(two(time.month))/\(time.year + 20);\(two(time.hour))h-\(two((time.hour + 1) % 24))h;"
                + "ZONE \(number / 3 % 40);\(kind);\(volume);nominal\n"
        }
    }

    static func events(_ bytes: Int) -> [UInt8] {
        repeated(bytes, head: "Identifiant;Type;Date;Heure debut;Heure fin;Lieu;Latitude;Longitude;Participants;Statut\n") { number in
            "E\(number);marche;\(two(number % 28 + 1))/09/2026;08:00;13:30;Place \(number % 50);43.\(2_500 + number % 1_000);5.\(3_500 + number % 900);"
                + "\(number % 4_000);confirmee\n"
        }
    }

    static func metar(_ bytes: Int) -> [UInt8] {
        repeated(bytes, head: "") { number in
            let minute = number / 26 % 20_000
            let station = String(UnicodeScalar(UInt8(65 + number % 26)))
            return
                "METAR LFX\(station) \(two(minute / 1_440 + 1))\(two(minute / 60 % 24))\(two(minute % 60))Z 32015G27KT 300V340 9999 FEW040 "
                + "SCT080 \(two(number % 35))/08 Q1016 TEMPO 33025G40KT\n 3000 SHRA=\n"
        }
    }

    static func cap(_ bytes: Int) -> [UInt8] {
        repeated(bytes, head: "<alerts>", tail: "</alerts>") { number in
            let areas = (0..<4).map {
                "<area><areaDesc>Region \($0)</areaDesc><geocode><valueName>NUTS3</valueName><value>XX\(number)\($0)</value></geocode></area>\n"
            }
            let body = """
                <category>Met</category><event>Wind</event><responseType>Monitor</responseType><urgency>Future</urgency>
                <severity>Severe</severity><certainty>Likely</certainty><onset>2026-08-15T06:00:00+02:00</onset>
                <expires>2026-08-15T20:00:00+02:00</expires><senderName>Weather service</senderName><headline>Orange wind warning</headline>
                <description>Gusts of more than 120 km/h are expected along the coast &amp; on the heights.</description>
                <parameter><valueName>awareness_level</valueName><value>3; orange; Severe</value></parameter>
                <parameter><valueName>awareness_type</valueName><value>1; Wind</value></parameter>
                \(areas.joined())
                """
            return """
                <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>2.49.0.\(number)</identifier><sender>warnings@weather.example</sender>
                <sent>2026-08-14T14:00:00+02:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
                <info><language>fr-FR</language>\(body)</info><info><language>en-GB</language>\(body)</info></alert>

                """
        }
    }

    static func visits(_ bytes: Int) -> [UInt8] {
        let head =
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<OSCOUR><ETABLISSEMENT><FINESS>130000001</FINESS><ORDRE>1</ORDRE>"
            + "<EXTRACT>15/08/2026 04:00:00</EXTRACT><DATEDEBUT>01/08/2026</DATEDEBUT><DATEFIN>14/08/2026</DATEFIN></ETABLISSEMENT><PASSAGES>\n"
        return repeated(bytes, head: head, tail: "</PASSAGES></OSCOUR>") { number in
            "<PATIENT><CP>13001</CP><COMMUNE>MARSEILLE</COMMUNE><NAISSANCE>\(two(number % 28 + 1))/05/\(1_930 + number % 90)</NAISSANCE><SEXE>F</SEXE>"
                + "<ENTREE>\(two(number % 14 + 1))/08/2026 \(two(number % 24)):\(two(number % 60))</ENTREE><MODE_ENTREE>8</MODE_ENTREE>"
                + "<PROVENANCE>PEA</PROVENANCE><TRANSPORT>AMBU</TRANSPORT><TRANSPORT_PEC>MED</TRANSPORT_PEC><MOTIF>traumatisme</MOTIF>"
                + "<GRAVITE>3</GRAVITE><DP>S\(100 + number % 899)</DP><LISTE_DA><DA>I64</DA></LISTE_DA><LISTE_ACTES/><SORTIE></SORTIE>"
                + "<MODE_SORTIE>9</MODE_SORTIE><DESTINATION></DESTINATION><ORIENT>UHCD</ORIENT></PATIENT>\n"
        }
    }

    static func calendar(_ bytes: Int) -> [UInt8] {
        // As many events as a calendar may hold fill more than that: the rest of the bytes is in texts, which are passed.
        let text = String(repeating: "Something that is not read, folded as the standard asks\r\n ", count: 6)
        return repeated(bytes, head: "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", tail: "END:VCALENDAR\r\n") { number in
            "BEGIN:VEVENT\r\nUID:event-\(number)@example\r\nDTSTAMP:20260801T000000Z\r\n"
                + "DTSTART;TZID=Europe/Paris:202609\(two(number % 28 + 1))T080000\r\nDTEND;TZID=Europe/Paris:202609\(two(number % 28 + 1))T133000\r\n"
                + "SUMMARY:\(text)\r\nLOCATION:Avenue du Prado\\, 13008 Marseille\r\nGEO:43.2790;5.3880\r\n"
                + "X-EXPECTED-ATTENDANCE:\(number % 5_000)\r\nEND:VEVENT\r\n"
        }
    }

    static func roadworks(_ bytes: Int) -> [UInt8] {
        let first = "{\"type\":\"Feature\",\"id\":\"w\",\"geometry\":null,\"properties\":{\"date_debut\":\"2026-09-05\"}}"
        return repeated(bytes, head: "{\"type\":\"FeatureCollection\",\"features\":[\n\(first)", tail: "\n]}") { number in
            ",\n{\"type\":\"Feature\",\"id\":\"w\(number)\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[5.40,43.30],[5.41,43.31],[5.42,43.30]]},"
                + "\"properties\":{\"date_debut\":\"2026-09-\(two(number % 28 + 1))\",\"date_fin\":\"2026-10-09\",\"nature\":\"Reseau d'eau\","
                + "\"voie\":\"Avenue \(number % 900)\",\"impact\":\"Circulation alternee\",\"statut\":\"En cours\"}}"
        }
    }
}
