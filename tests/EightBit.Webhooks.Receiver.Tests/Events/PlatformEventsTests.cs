using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EightBit.Webhooks.Receiver.Events;

namespace EightBit.Webhooks.Receiver.Tests.Events;

public sealed class PlatformEventsTests
{
    private const string Time = "2024-05-01T12:00:00Z";

    private static readonly string[] Documented =
    [
        "account.billing_updated", "account.usage_threshold",
        "agent.deployed", "agent.error", "agent.undeployed", "agent.updated",
        "conversation.created", "conversation.ended", "conversation.escalated", "conversation.rating", "conversation.updated",
        "message.failed", "message.received", "message.sent",
        "session.ended", "session.started",
    ];

    /// <summary>An event type, a sample of its data, and what every property is to be.</summary>
    public static readonly TheoryData<string, string, EventData> Samples = new()
    {
        {
            "conversation.created",
            $$"""{"conversation_id":"c","agent_id":"a","user_id":"u","contact":{"id":"k","name":"n","email":"e","phone":"p"},"channel":"web","status":"open","tags":["x","y"],"custom_fields":{"f":1},"started_at":"{{Time}}"}""",
            new ConversationCreated
            {
                ConversationId = "c", AgentId = "a", UserId = "u", Contact = new EventContact { Id = "k", Name = "n", Email = "e", Phone = "p" },
                Channel = "web", Status = "open", Tags = ["x", "y"], CustomFields = Json("""{"f":1}"""), StartedAt = At(Time),
            }
        },
        {
            "conversation.updated",
            $$"""{"conversation_id":"c","agent_id":"a","user_id":"u","contact":{"id":"k"},"status":"open","tags":[],"custom_fields":[1],"changes":{"status":["a","b"]},"updated_at":"{{Time}}"}""",
            new ConversationUpdated
            {
                ConversationId = "c", AgentId = "a", UserId = "u", Contact = new EventContact { Id = "k" }, Status = "open", Tags = [],
                CustomFields = Json("[1]"), Changes = Json("""{"status":["a","b"]}"""), UpdatedAt = At(Time),
            }
        },
        {
            "conversation.ended",
            $$"""{"conversation_id":"c","agent_id":"a","user_id":"u","status":"closed","reason":"r","message_count":7,"duration_seconds":12.5,"ended_at":"{{Time}}"}""",
            new ConversationEnded
            {
                ConversationId = "c", AgentId = "a", UserId = "u", Status = "closed", Reason = "r", MessageCount = 7, DurationSeconds = 12.5m,
                EndedAt = At(Time),
            }
        },
        {
            "conversation.rating",
            $$"""{"conversation_id":"c","agent_id":"a","user_id":"u","rating":4.5,"feedback":"good","rated_at":"{{Time}}"}""",
            new ConversationRating { ConversationId = "c", AgentId = "a", UserId = "u", Rating = 4.5m, Feedback = "good", RatedAt = At(Time) }
        },
        {
            "conversation.escalated",
            $$"""{"conversation_id":"c","agent_id":"a","user_id":"u","contact":{"id":"k"},"reason":"r","priority":"high","assigned_to":"t","escalated_at":"{{Time}}"}""",
            new ConversationEscalated
            {
                ConversationId = "c", AgentId = "a", UserId = "u", Contact = new EventContact { Id = "k" }, Reason = "r", Priority = "high",
                AssignedTo = "t", EscalatedAt = At(Time),
            }
        },
        {
            "message.received",
            $$"""{"message_id":"m","conversation_id":"c","agent_id":"a","user_id":"u","contact":{"id":"k"},"channel":"web","content":"hi","content_type":"text","received_at":"{{Time}}"}""",
            new MessageReceived
            {
                MessageId = "m", ConversationId = "c", AgentId = "a", UserId = "u", Contact = new EventContact { Id = "k" }, Channel = "web",
                Content = "hi", ContentType = "text", ReceivedAt = At(Time),
            }
        },
        {
            "message.sent",
            $$"""{"message_id":"m","conversation_id":"c","agent_id":"a","user_id":"u","channel":"web","content":"hi","content_type":"text","model":"x","tokens_used":42,"response_time_ms":12.5,"sent_at":"{{Time}}"}""",
            new MessageSent
            {
                MessageId = "m", ConversationId = "c", AgentId = "a", UserId = "u", Channel = "web", Content = "hi", ContentType = "text",
                Model = "x", TokensUsed = 42, ResponseTimeMs = 12.5m, SentAt = At(Time),
            }
        },
        {
            "message.failed",
            $$"""{"message_id":"m","conversation_id":"c","agent_id":"a","user_id":"u","error_code":"E1","error_message":"no","failed_at":"{{Time}}"}""",
            new MessageFailed
            {
                MessageId = "m", ConversationId = "c", AgentId = "a", UserId = "u", ErrorCode = "E1", ErrorMessage = "no", FailedAt = At(Time),
            }
        },
        {
            "agent.deployed",
            $$"""{"agent_id":"a","agent_name":"n","version":"1","environment":"prod","deployed_by":"b","deployed_at":"{{Time}}"}""",
            new AgentDeployed { AgentId = "a", AgentName = "n", Version = "1", Environment = "prod", DeployedBy = "b", DeployedAt = At(Time) }
        },
        {
            "agent.updated",
            $$"""{"agent_id":"a","agent_name":"n","version":"2","changes":["prompt"],"updated_by":"b","updated_at":"{{Time}}"}""",
            new AgentUpdated
            {
                AgentId = "a", AgentName = "n", Version = "2", Changes = Json("""["prompt"]"""), UpdatedBy = "b", UpdatedAt = At(Time),
            }
        },
        {
            "agent.undeployed",
            $$"""{"agent_id":"a","agent_name":"n","version":"1","reason":"r","undeployed_by":"b","undeployed_at":"{{Time}}"}""",
            new AgentUndeployed { AgentId = "a", AgentName = "n", Version = "1", Reason = "r", UndeployedBy = "b", UndeployedAt = At(Time) }
        },
        {
            "agent.error",
            $$"""{"agent_id":"a","agent_name":"n","conversation_id":"c","severity":"critical","error_code":"E1","error_message":"no","occurred_at":"{{Time}}"}""",
            new AgentError
            {
                AgentId = "a", AgentName = "n", ConversationId = "c", Severity = "critical", ErrorCode = "E1", ErrorMessage = "no",
                OccurredAt = At(Time),
            }
        },
        {
            "session.started",
            $$"""{"session_id":"s","user_id":"u","agent_id":"a","channel":"web","started_at":"{{Time}}"}""",
            new SessionStarted { SessionId = "s", UserId = "u", AgentId = "a", Channel = "web", StartedAt = At(Time) }
        },
        {
            "session.ended",
            $$"""{"session_id":"s","user_id":"u","agent_id":"a","reason":"expired","duration_seconds":60,"ended_at":"{{Time}}"}""",
            new SessionEnded { SessionId = "s", UserId = "u", AgentId = "a", Reason = "expired", DurationSeconds = 60, EndedAt = At(Time) }
        },
        {
            "account.usage_threshold",
            $$"""{"account_id":"o","metric":"credits","threshold_percent":80,"current_usage":801.5,"usage_limit":1000,"crossed_at":"{{Time}}"}""",
            new AccountUsageThreshold
            {
                AccountId = "o", Metric = "credits", ThresholdPercent = 80, CurrentUsage = 801.5m, UsageLimit = 1000, CrossedAt = At(Time),
            }
        },
        {
            "account.billing_updated",
            $$"""{"account_id":"o","plan":"pro","previous_plan":"free","payment_method":"card","updated_by":"b","updated_at":"{{Time}}"}""",
            new AccountBillingUpdated
            {
                AccountId = "o", Plan = "pro", PreviousPlan = "free", PaymentMethod = "card", UpdatedBy = "b", UpdatedAt = At(Time),
            }
        },
    };

    public static TheoryData<string> Types => [.. PlatformEvents.All.Keys];

    [Fact]
    public void All_Keys_AreTheDocumentedEventTypes()
    {
        PlatformEvents.All.Keys.Should().BeEquivalentTo(Documented);
        Samples.Select(sample => (string)sample[0]).Should().BeEquivalentTo(Documented, "each type has a sample here");
    }

    [Fact]
    public void All_PayloadTypes_AreOneForEachEventType()
        => PlatformEvents.All.Values.Select(payload => payload.DataType).Should().OnlyHaveUniqueItems();

    [Theory]
    [MemberData(nameof(Samples))]
    public void Read_ASampleWithEveryProperty_GivesThemAll(string type, string json, EventData expected)
    {
        var data = Read(type, json);

        data.Should().BeEquivalentTo(expected, options => options.RespectingRuntimeTypes().ComparingByMembers(expected.GetType())
            .Using<JsonElement>(context => JsonElement.DeepEquals(context.Subject, context.Expectation).Should().BeTrue())
            .WhenTypeIs<JsonElement>());
        data.AdditionalProperties.Should().BeNull("every member of the sample has a property");
        foreach (var property in PropertiesOf(data))
        {
            property.GetValue(data).Should().NotBeNull("{0} is to be in the sample", property.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Read_WhatWasWritten_GivesTheSameAgain(string type, string json, EventData expected)
    {
        _ = expected;
        var read = Read(type, json[..^1] + ",\"extra\":{\"a\":[1,null]},\"Extra\":\"x\"}");

        var written = JsonSerializer.Serialize(read, TypeInfoOf(read));

        JsonElement.DeepEquals(JsonElement.Parse(written), JsonElement.Parse(JsonSerializer.Serialize(Read(type, written), TypeInfoOf(read))))
            .Should().BeTrue();
        foreach (var member in JsonElement.Parse(json).EnumerateObject())
        {
            var again = JsonElement.Parse(written).GetProperty(member.Name);
            if (!member.Name.EndsWith("_at", StringComparison.Ordinal))
            {
                JsonElement.DeepEquals(again, member.Value).Should().BeTrue("{0} was {1}, and is {2}", member.Name, member.Value, again);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Read_UnknownMembers_AreKept(string type)
    {
        var data = Read(type, """{"new_field":{"a":1},"another":null,"\u006eumber":5,"ConversationId":"wrong case"}""");

        data.AdditionalProperties.Should().HaveCount(4);
        data.AdditionalProperties!["new_field"].GetRawText().Should().Be("""{"a":1}""");
        data.AdditionalProperties["another"].ValueKind.Should().Be(JsonValueKind.Null);
        data.AdditionalProperties["number"].GetInt32().Should().Be(5);
        data.AdditionalProperties["ConversationId"].GetString().Should().Be("wrong case");
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Read_NoDataOrNullOrAnEmptyObject_GivesAPayloadWithoutValues(string type)
    {
        foreach (var json in new[] { "", "null", "{}" })
        {
            var data = Read(type, json);

            data.AdditionalProperties.Should().BeNull();
            PropertiesOf(data).Should().OnlyContain(property => property.GetValue(data) == null);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Read_EveryPropertyAsEveryKindOfJson_NeverThrows(string type)
    {
        string[] values =
        [
            "null", "true", "false", "0", "-1", "1.5", "1e400", "-1e400", "1e-400", "123456789012345678901234567890123456789", "1E+2",
            "\"\"", "\" \"", "\"text\"", "\"12\"", "\"12.5\"", "\"NaN\"", "\"1e999\"", "\"\\ud83d\"", "\"2024-05-01\"",
            "{}", "[]", """{"a":{"b":[]}}""", "[[1],{},null,true,\"\\ude00\"]", "\"" + new string('x', 5000) + "\"",
        ];
        var properties = PropertiesOf(Read(type, "{}")).Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        foreach (var property in properties)
        {
            foreach (var value in values)
            {
                var read = () => Read(type, $$"""{"{{property}}":{{value}},"after":1}""");

                read.Should().NotThrow("{0} is {1}", property, value).Which.AdditionalProperties.Should().ContainSingle();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Read_DataThatIsNoObject_ThrowsAJsonException(string type)
    {
        foreach (var json in new[] { "[]", "\"text\"", "42", "true" })
        {
            FluentActions.Invoking(() => Read(type, json)).Should().Throw<JsonException>();
        }
    }

    [Fact]
    public void Read_HalfASurrogatePairAnywhere_BecomesAReplacementCharacterAndTheRawDataStays()
    {
        const string Json = """{"content":"cut \ud83d","conversation_id":"\ude00","contact":{"name":"\ud83d","\ud83d":1},"\ud83d":{"\ud83d":"\ud83d"}}""";
        var raw = Raw("message.received", Json);

        var read = (WebhookEvent<MessageReceived>)PlatformEvents.All["message.received"].Read(raw);

        read.Data.Content.Should().Be("cut \uFFFD");
        read.Data.ConversationId.Should().Be("\uFFFD");
        read.Data.Contact!.Name.Should().Be("\uFFFD");
        read.Data.Contact.AdditionalProperties.Should().ContainKey("\uFFFD");
        read.Data.AdditionalProperties!["\uFFFD"].GetProperty("\uFFFD").GetString().Should().Be("\uFFFD");
        Encoding.UTF8.GetString(read.RawData.Span).Should().Be(Json);
    }

    [Fact]
    public void Read_WholeEmoji_StaysWhole()
        => ((MessageReceived)Read("message.received", """{"content":"\ud83d\ude00 😀"}""")).Content.Should().Be("😀 😀");

    [Fact]
    public void Read_AnyEvent_CarriesTheEnvelopeAndTheDelivery()
    {
        var raw = Raw("message.received", """{"content":"hi"}""");

        var read = PlatformEvents.All["message.received"].Read(raw);

        read.Should().BeOfType<WebhookEvent<MessageReceived>>();
        (read.Id, read.Type, read.CreatedAt).Should().Be((raw.Id, raw.Type, raw.CreatedAt));
        read.Body.Should().Be(raw.Body);
        read.RawData.Should().Be(raw.RawData);
        read.Delivery.Should().BeSameAs(raw.Delivery);
    }

    private static EventData Read(string type, string json)
    {
        var read = PlatformEvents.All[type].Read(Raw(type, json));
        return (EventData)read.GetType().GetProperty("Data")!.GetValue(read)!;
    }

    private static RawWebhookEvent Raw(string type, string json) => new("evt_1", type)
    {
        CreatedAt = At(Time),
        Body = Encoding.UTF8.GetBytes("{}"),
        RawData = Encoding.UTF8.GetBytes(json),
        Delivery = new WebhookDelivery { Receiver = "acme" },
    };

    private static IEnumerable<PropertyInfo> PropertiesOf(EventData data)
        => data.GetType().GetProperties().Where(property => property.Name != nameof(EventData.AdditionalProperties));

    private static JsonTypeInfo TypeInfoOf(EventData data) => EventJson.Default.GetTypeInfo(data.GetType())!;

    private static JsonElement Json(string json) => JsonElement.Parse(json);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
