#!/usr/bin/env perl
# A system in another language: capitalised words in a row are a person. One document a line comes on standard
# input, one prediction a line goes to standard output, in the same order. Messages belong on standard error.
use strict;
use warnings;
use JSON::PP;

$| = 1;    # each answer goes out at once, so that nothing is lost if this breaks off

while (my $line = <STDIN>) {
    my $document = decode_json($line);
    my (%people, @entities);
    while ($document->{text} =~ /\b\p{Lu}\w+(?: \p{Lu}\w+)+/g) {
        my $name = $&;
        unless ($people{$name}) {
            $people{$name} = { id => "e" . @entities, type => "PER", name => $name, mentions => [] };
            push @entities, $people{$name};
        }
        push @{ $people{$name}{mentions} }, { start => $-[0], end => $+[0], kind => "name" };
    }
    print encode_json({ id => $document->{id}, entities => \@entities }), "\n";
}
