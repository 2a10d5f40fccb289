/// Made by Tests/Oracles/territory.py with shapely and pyproj: overlays of DeepState's maps with Natural Earth's border (1:50
/// million) and with the oblasts (CC BY-SA, © Minregion). Square metres.
enum TerritoryReference {
    /// The whole, and the part inside the border.
    static let days: [(day: String, whole: Double, inside: Double)] = [
        ("2024-07-08", 109361407081.3, 107202725089.0),
        ("2024-11-19", 111125014687.5, 108969905826.6),
        ("2025-08-22", 114632723695.3, 112377333464.5),
        ("2026-08-22", 116995415198.5, 114616541662.4),
    ]

    /// Every oblast that was held in part on one of ``days``: its area and the part held on each.
    static let units: [(name: String, whole: Double, held: [Double])] = [
        ("Херсонська область", 27377901109.2, [19230114712.5, 19236299302.7, 19236299302.7, 19236298159.4]),
        ("Миколаївська область", 24354080413.4, [135875029.3, 135875029.3, 135875029.3, 135875533.7]),
        ("Автономна Республіка Крим", 26082837111.5, [26080485420.2, 26080485420.2, 26080485420.2, 26080485420.2]),
        ("Донецька область", 26507792122.2, [15737682938.6, 17214363824.4, 19955529220.3, 21222431320.3]),
        ("Дніпропетровська область", 31915627241.3, [0.0, 0.0, 5977467.3, 35464618.5]),
        ("Сумська область", 23837635867.7, [0.0, 0.0, 210560565.6, 346052136.4]),
        ("Харківська область", 31435866939.0, [897121274.7, 1007785537.7, 1289877660.7, 1564435607.8]),
        ("Запорізька область", 27228769038.8, [19610335213.5, 19667576908.6, 19796407914.7, 20414199021.9]),
        ("Луганська область", 26683186795.8, [26294747126.5, 26411438357.1, 26549281009.0, 26583196769.5]),
        ("Місто Севастополь", 863793158.4, [863793158.4, 863793158.4, 863793158.4, 863793158.4]),
    ]

    /// The length of the line of contact at 2 km and at 5 km of tolerance, in metres: places every 50 m along the boundary, in
    /// a transverse Mercator projection.
    static let lines: [(day: String, atTwo: Double, atFive: Double)] = [
        ("2024-07-08", 1_129_076, 976_998), ("2024-11-19", 1_197_633, 1_060_375), ("2025-08-22", 1_376_595, 1_179_096),
        ("2026-08-22", 1_248_225, 1_070_240),
    ]

    /// The map against a copy moved east by 0.05 degrees: in both, only in the map, only in the copy.
    static let shifted: [(day: String, both: Double, map: Double, copy: Double)] = [
        ("2024-07-08", 105739934472.9, 3621472606.0, 3621472605.9),
        ("2026-08-22", 113134777318.2, 3860637878.7, 3860637879.3),
    ]
}
