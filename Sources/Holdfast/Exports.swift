@_exported import HoldfastAgreement
@_exported import HoldfastAssessment
@_exported import HoldfastControl
@_exported import HoldfastGeometry
@_exported import HoldfastIncidents
@_exported import HoldfastReport
@_exported import HoldfastStatistics
@_exported import HoldfastText
