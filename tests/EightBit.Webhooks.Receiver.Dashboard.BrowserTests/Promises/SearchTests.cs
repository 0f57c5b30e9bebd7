using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Browsing;
using EightBit.Webhooks.Receiver.Testing.Samples;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Promises;

public sealed class SearchTests(Chromium chromium) : DashboardTest(chromium)
{
    [Theory]
    [InlineData("Event id", "evt_needle", "eventId=evt_needle")]
    [InlineData("Conversation", "conv_needle", "conversationId=conv_needle")]
    [InlineData("Type", "needle.found", "eventType=needle.found")]
    public async Task An_event_is_found_by_what_names_it(string field, string text, string address)
    {
        await SendHayAsync();
        await Dashboard.GoAsync("#/deliveries");
        await Expect(Dashboard.Row("evt_hay")).ToHaveCountAsync(2);

        await Dashboard.Page.GetByLabel(field, new() { Exact = true }).FillAsync(text);
        await Dashboard.Button("Search").ClickAsync();

        await Expect(Dashboard.Row("evt_hay")).ToHaveCountAsync(0);
        await Expect(Dashboard.Row("evt_needle")).ToHaveCountAsync(2);
        Dashboard.Page.Url.Should().EndWith($"#/deliveries?{address}");
    }

    [Fact]
    public async Task Deliveries_are_found_by_their_outcome()
    {
        await SendHayAsync();
        await App.Platform.SendAsync(App.Platform.Sign(SampleEvents.MessageReceived).WithoutSignature());
        await Dashboard.GoAsync("#/deliveries");

        await Dashboard.Page.GetByLabel("Outcome").SelectOptionAsync("signature_missing");

        await Expect(Dashboard.Row("Signature missing")).ToHaveCountAsync(1);
        await Expect(Dashboard.Row("evt_")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_way_back_leads_through_what_was_searched_for()
    {
        await SendHayAsync();
        await Dashboard.GoAsync("#/deliveries?eventType=needle.found");
        await Dashboard.Row("evt_needle").First.GetByRole(AriaRole.Link, new() { Name = "evt_needle" }).ClickAsync();
        await Expect(Dashboard.Heading("evt_needle")).ToBeFocusedAsync();

        await Dashboard.Page.GoBackAsync();

        await Expect(Dashboard.Page.GetByLabel("Type", new() { Exact = true })).ToHaveValueAsync("needle.found");
        await Expect(Dashboard.Row("evt_needle")).ToHaveCountAsync(2);
        await Dashboard.Link("Clear").ClickAsync();
        await Expect(Dashboard.Row("evt_hay")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Nothing_found_says_what_that_means()
    {
        await Dashboard.GoAsync("#/deliveries?eventId=evt_nobody");

        await Expect(Dashboard.Page.GetByText("Nothing fits")).ToBeVisibleAsync();
        await Expect(Dashboard.Main).ToContainTextAsync("it knows only what this process has seen");
    }

    [Fact]
    public async Task Older_lines_are_loaded_on_demand()
    {
        for (var i = 0; i < 30; i++)
        {
            await SendHandledAsync(SampleEvents.MessageReceived with { Id = $"evt_{i}" });
        }

        await Dashboard.GoAsync("#/deliveries");
        await Expect(Dashboard.Heading("50 lines, and older ones")).ToBeVisibleAsync();
        await Dashboard.Button("Load older lines").ClickAsync();

        await Expect(Dashboard.Heading("60 lines")).ToBeVisibleAsync();
        await Dashboard.Button("Back to the newest").ClickAsync();
        await Expect(Dashboard.Heading("50 lines, and older ones")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_search_that_cannot_be_is_refused_in_words()
    {
        Dashboard.Complaints.Expected.Add("status of 400");
        await Dashboard.GoAsync("#/deliveries?kind=never");

        await Expect(Dashboard.Main.GetByRole(AriaRole.Note)).ToContainTextAsync("kind");
    }

    private async Task SendHayAsync()
    {
        await SendHandledAsync((SampleEvents.MessageReceived with { Id = "evt_hay" }).InConversation("conv_hay"));
        await SendHandledAsync((SampleEvents.MessageReceived with { Id = "evt_needle", Type = "needle.found" }).InConversation("conv_needle"));
    }
}
