namespace Portal.Customers;

/// <summary>A row of the bundled data, as it is written there.</summary>
internal sealed record Customer(string Email, string Phone, string Country, string SignedUp);
