namespace Snapchat.AudienceExport.Exports;

/// <summary>Finds everything that is wrong with a request at once, before anything is read or sent.</summary>
internal static class RequestValidator
{
    public static void Validate(SegmentExportRequest request, SnapchatAudienceExportOptions options, IPhoneNumberNormalizer? phones, bool hasMembership, bool sends)
    {
        List<ValidationProblem> problems = [];
        if (request.Audience == default)
            problems.Add(new(nameof(SegmentExportRequest.Audience), "The audience is missing; give the ID of a Snapchat customer list."));
        if (request.Source is null)
            problems.Add(new(nameof(SegmentExportRequest.Source), "The segment source is missing; make one with SegmentSource or implement ISegmentSource."));
        if (request.Segments is null || request.Segments.Contains(default))
            problems.Add(new(nameof(SegmentExportRequest.Segments), "A segment ID is missing; leave the list empty to export all segments."));
        problems.AddRange(MappingValidator.FindProblems(request.Identifiers, phones));
        if (request.Mode != ExportMode.AddOnly && !hasMembership)
            problems.Add(new(nameof(SegmentExportRequest.Mode), $"Mode {request.Mode} has to know whom earlier runs sent; add a membership store to the registration, or choose {ExportMode.AddOnly}."));
        else if (!Enum.IsDefined(request.Mode))
            problems.Add(new(nameof(SegmentExportRequest.Mode), $"There is no mode {request.Mode}; choose {ExportMode.AddOnly}, {ExportMode.Mirror} or {ExportMode.Replace}."));

        // A dry run, which one may want to see before agreeing, sends no data of customers.
        if (sends && !options.AcceptDataUse && !request.HasConsent)
            problems.Add(new(nameof(SnapchatAudienceExportOptions.AcceptDataUse), "AcceptDataUse is not set; set it to true to agree that hashed customer data goes to Snapchat."));
        if (problems.Count > 0)
            throw new AudienceExportValidationException(problems);
    }
}
