-- The rule that says which messages need a reply (definition: needs a reply). All of it stands here.
--
-- First half: verdicts taken from the text alone. They are stored on the message when it comes and outlive the text.
-- Second half: the verdict of a message in its place, given what was said before it.

-- A question mark outside links.
create or replace temp macro text_is_question(t) as
    case
        when t is null then null
        when not (contains(t, '?') or contains(t, '？') or contains(t, '؟')) then false
        when not contains(t, '://') then true
        else regexp_matches(regexp_replace(t, '\S+://\S+', ' ', 'g'), '[?？؟]')
    end;

-- The published closing list: nothing is left but these words once mentions, links, placeholders in brackets,
-- emoji and punctuation are taken away. "Help", "reply" or "no" alone close nothing: they stand in phrases only.
-- RE2 gives up at the first other word, so a long text costs nothing.
create or replace temp macro text_is_closing(t) as
    case
        when t is null then null
        when text_is_question(t) then false
        else regexp_full_match(t,
            '(?i)(?:@[\w.\-]+|\S+://\S+|\[\w+\]|[^\pL\pN@\[]|'
            || '(?:thanks|thank|thankyou|thx|thnx|thks|tnx|ty|tysm|tyvm|cheers|ta|u|you|youre|so|very|much|many|a|lot|lots|'
            || 'million|bunch|again|really|appreciate|appreciated|grateful|kind|for|the|your|all|both|of|this|that|thats|it|its|'
            || 'to|from|everyone|guys|team|mate|folks|great|good|perfect|brilliant|brill|lovely|awesome|amazing|excellent|smashing|'
            || 'fantastic|wonderful|super|fab|fabulous|ace|magic|legend|ur|star|stars|stuff|nice|cool|sweet|ok|okay|okey|k|kk|'
            || 'fine|alright|got|understood|noted|received|cleared|fixed|sorted|solved|resolved|works|working|worked|now|'
            || 'm|am|is|s|are|re|ve|i|ive|im|we|me|us|and|as|in|advance|an|wow|yay|phew|bye|x|xx|xxx|'
            || 'no\W+(?:problems?|worries|probs|bother|thanks|thank)|yes\W+(?:thanks|thank|please)|will\W+(?:do|try)|'
            || 'have\W+a\W+(?:good|great|nice|lovely)\W+(?:day|one|evening|weekend)|well\W+done|'
            || '(?:for|the|your|this|quick|fast|speedy|prompt|swift|kind|of)\W+(?:help|helping|reply|replying|response|responding|'
            || 'info|information|advice|support|update|updates|tip|assistance|effort|efforts|clarification|confirmation)|'
            || 'danke|dankeschön|vielen|dank|schön|merci|beaucoup|gracias|muchas|grazie|mille|obrigado|obrigada|bedankt|'
            || 'hartelijk|tack|takk|dziękuję)'
            || '(?:$|[^\pL\pN]))*')
    end;

-- A question, a poll, or a plain invitation to answer.
create or replace temp macro text_is_invitation(t) as
    case
        when t is null then null
        else text_is_question(t) or regexp_matches(lower(t),
            '\b(?:tell us|let us know|share your|send us your|show us your|comment below|in the comments|join us|'
            || 'vote|poll|your thoughts|your ideas|what you think|ask us|ask me anything|\bama\b|we.d love to hear|have your say)\b')
    end;

-- Handles mentioned, lower case, without the @; null where there is none. An e-mail address is no mention.
create or replace temp macro text_mentions(t) as
    case
        when contains(t, '@') then nullif(list_transform(
            regexp_extract_all(t, '(?:^|[^\w@./])@\w[\w.\-]*'), lambda h: lower(rtrim(split_part(h, '@', 2), '.-'))), [])
    end;

-- How a text is signed at its very end ('^AB', '- Ana', '/kd'): the mark and the name in lower case, '' for not at all.
-- A name has twenty letters at most. Counting letters takes RE2 twenty times as long as finding them, so they are counted
-- only where so much stands without a space.
create or replace temp macro text_end(t) as ' ' || right(t, 40);
create or replace temp macro plain_signature(s) as
    lower(replace(replace(regexp_replace(s, '\s', ''), '–', '-'), '—', '-'));
create or replace temp macro text_signature(t) as
    case
        when t is null then null
        when not regexp_matches(text_end(t), '\s[\^~/*|–—-]\s?\pL(?:[\pL.'']*\pL)?\W*$') then ''
        when regexp_matches(text_end(t), '\S{21}') then plain_signature(
            regexp_extract(text_end(t), '\s([\^~/*|–—-]\s?\pL(?:[\pL.'']{0,18}\pL)?)\W*$', 1))
        else plain_signature(regexp_extract(text_end(t), '\s([\^~/*|–—-]\s?\pL(?:[\pL.'']*\pL)?)\W*$', 1))
    end;

-- The verdict of a message in its place; the first reason that holds. Only 'needs a reply' starts a clock.
--   is_elsewhere    known to be addressed to others, not mentioning us, not a reply to us
--   answers_before  our human messages in its thread before it
--   is_withdrawn    deleted by its author before any answer of ours came
create or replace temp macro reply_verdict(is_ours, is_automated, is_spam, is_elsewhere, is_closing, answers_before, is_withdrawn) as
    case
        when is_ours then 'ours'
        when is_automated then 'automated'
        when is_spam then 'spam'
        when is_elsewhere then 'addressed to someone else'
        when is_closing and answers_before > 0 then 'closing'
        when is_withdrawn then 'deleted'
        else 'needs a reply'
    end;
